import { describe, expect, it } from 'vitest';
import { errorOfStatus } from './answer-errors.ts';
import { concernsOneOrder, knownMallCodes, mallError } from './mall-errors.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const of = (status: number, body: string, headers = '') => errorOfStatus(status, bytes(body), headers);

describe('refusals of the mall', () => {
  it.each(Object.entries(knownMallCodes))('knows %s', (code, meaning) => {
    expect(of(500, `<Error><Message>m</Message><Code> ${code} </Code></Error>`)).toMatchObject({
      ...meaning,
      details: { mallCode: code, mallMessage: 'm' },
    });
  });

  it('keeps an unknown code and its words', () => {
    const error = of(400, '<Error><Code>od95555</Code><Message>new</Message><Detail>d</Detail></Error>');
    expect(error).toMatchObject({
      code: 'mall_error_unknown',
      retryable: false,
      details: { mallCode: 'od95555', mallMessage: 'new', mallDetail: 'd', httpStatus: 400 },
    });
  });

  it.each([
    [
      'mall_token_expired',
      '<Error>\n<Message>\n Please provide valid credentials. Bearer realm="yahooapis.jp", error="invalid_token", error_description="expired token"\n</Message></Error>',
      '',
    ],
    ['mall_token_expired', '', 'Requested Token is expired.'],
    ['mall_token_invalid', '', 'Bearer error="invalid_token", error_description="invalid token format"'],
    ['mall_scope_missing', '', 'Bearer error="insufficient_scope", error_description="insufficient scope"'],
    [
      'mall_auth_missing',
      '<Error><Message>Bad Request: Authentication parameters in your request incompleted.</Message></Error>',
      '',
    ],
  ])('knows %s without a code', (code, body, headers) => {
    expect(of(401, body, headers).code).toBe(code);
  });

  it('reads what it can of HTML and of errors further inside', () => {
    expect(of(403, '<html><h1>Your Request was Forbidden</h1></html>')).toMatchObject({
      code: 'mall_not_permitted',
      details: { mallMessage: 'Your Request was Forbidden' },
    });
    expect(of(400, '<Result><Status>NG</Status><Error><Code>od90101</Code></Error></Result>').code).toBe(
      'mall_request_rejected',
    );
    expect(of(301, '').details.reason).toBe('redirect');
  });

  it('tells errors of one order from those of the connection', () => {
    const said = (code: string, message = '') =>
      concernsOneOrder(mallError({ httpStatus: 400, code, message, detail: '', authHeaders: '' }));
    expect([
      said('od91801'),
      said('od91001'),
      said('od97777'),
      said('od90101', 'Request Parameter Error : OrderId'),
    ]).toEqual([true, true, true, true]);
    expect([
      said('od90101', 'Request Parameter Error : IsGift'),
      said('px-04306'),
      said('ed-00002'),
      said(''),
    ]).toEqual([false, false, false, false]);
  });
});
