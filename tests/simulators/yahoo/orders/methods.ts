import { weighted } from '../random.ts';

/** A way to pay: code, name, PayKind (0 card … 7 other) and PayType (0 pay later, 1 prepaid), spec §3.3. */
export interface PayMethod {
  readonly code: string;
  readonly name: string;
  readonly kind: number;
  readonly type: number;
  /** True where the mall itself settles at once: such orders are normally paid when they arrive. */
  readonly instant: boolean;
}

const method = (code: string, name: string, kind: number, type: number, instant: boolean): PayMethod => ({
  code: `payment_${code}`,
  name,
  kind,
  type,
  instant,
});

const storeMethods = Array.from({ length: 15 }, (_, i) =>
  method(
    `e${i + 1}`,
    ['請求書払い', '店頭払い', '後払い.com', 'NP後払い', '掛売り'][i % 5] ?? 'その他',
    7,
    0,
    false,
  ),
);

/** Every way to pay with its share of the orders. */
export const PAY_METHODS = weighted<PayMethod>(
  [method('a1', 'クレジットカード決済', 0, 1, true), 3800],
  [method('a17', 'PayPay残高等', 6, 1, true), 3300],
  [method('a6', 'コンビニ決済（セブン‐イレブン）', 5, 1, false), 120],
  [method('a7', 'コンビニ決済（その他）', 5, 1, false), 260],
  [method('a8', 'モバイルSuica決済', 6, 1, true), 40],
  [method('a9', 'd払い', 2, 1, true), 160],
  [method('a10', 'au PAY（auかんたん決済）', 2, 1, true), 120],
  [method('a11', 'ソフトバンクまとめて支払い', 2, 1, true), 260],
  [method('a15', 'ペイジー決済', 1, 1, false), 60],
  [method('a16', 'Yahoo!マネー/預金払い', 6, 1, true), 50],
  [method('a18', 'ゆっくり払い', 7, 0, true), 180],
  [method('a19', 'PayPayクレジット', 0, 1, true), 420],
  ...(['楽天銀行', '三井住友銀行', '三菱UFJ銀行', 'みずほ銀行', 'PayPay銀行', 'りそな銀行'] as const).map(
    (bank, i) => [method(`b${i + 1}`, `銀行振込（${bank}）`, 3, 1, false), 60] as const,
  ),
  [method('c1', 'ゆうちょ振替（前払い）', 3, 1, false), 30],
  [method('c2', 'ゆうちょ振替（後払い）', 3, 0, false), 20],
  [method('c3', '現金書留', 7, 1, false), 5],
  [method('d1', '商品代引', 4, 0, false), 420],
  ...storeMethods.map((entry) => [entry, 8] as const),
  [method('h1', '無料サンプル', 7, 1, true), 10],
  [method('z1', '全額ポイント払い', 7, 1, true), 120],
  [method('z3', 'LINE外部決済', 7, 1, true), 20],
  [method('z4', 'ギフトカード払い', 7, 1, true), 20],
);

/** A way to ship: code, name and its carrier ('' when the shop decides per order). */
export interface ShipMethod {
  readonly code: string;
  readonly name: string;
  readonly company: string;
  readonly charge: number;
}

const ship = (number: number, name: string, company: string, charge: number): ShipMethod => ({
  code: `postage${number}`,
  name,
  company,
  charge,
});

/** Every way to ship with its share of the orders (postage15 does not exist). */
export const SHIP_METHODS = weighted<ShipMethod>(
  [ship(1, '宅配便', '1001', 660), 420],
  [ship(2, 'ネコポス', '1001', 250), 160],
  [ship(3, '佐川急便', '1002', 710), 160],
  [ship(4, 'ゆうパック', '1003', 690), 120],
  [ship(5, 'クリックポスト', '1003', 185), 60],
  [ship(6, 'ゆうメール', '1003', 180), 30],
  [ship(7, 'クール宅配便', '1001', 990), 60],
  [ship(8, 'ヤマト運輸 コンパクト', '1001', 480), 30],
  [ship(9, '飛脚クール便', '1002', 1050), 20],
  [ship(10, '送料無料', '', 0), 200],
  [ship(11, '西濃運輸', '1004', 1320), 15],
  [ship(12, '福山通運', '1006', 1320), 15],
  [ship(13, '大型家財便', '1000', 3300), 8],
  [ship(14, '店頭受取', '5001', 0), 8],
  [ship(16, 'メール便', '1001', 220), 20],
  [ship(17, '定形外郵便', '1003', 220), 10],
  [ship(18, 'レターパックプラス', '1003', 600), 10],
  [ship(19, 'エコ配', '1016', 550), 4],
  [ship(20, 'EMS', '1017', 2400), 2],
  [ship(21, '名鉄運輸', '1007', 1200), 2],
  [ship(22, 'トナミ運輸', '1008', 1200), 2],
);
