import {
  ActionIcon,
  Alert,
  Badge,
  Button,
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  InputWrapper,
  type MantineColorsTuple,
  Menu,
  Modal,
  MultiSelect,
  NumberInput,
  PasswordInput,
  Popover,
  Radio,
  SegmentedControl,
  Select,
  Switch,
  Table,
  TagsInput,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core';
import { DateInput, DateTimePicker } from '@mantine/dates';

/** The one accent colour: indigo (藍). */
const ai: MantineColorsTuple = [
  '#eef2fb',
  '#dae2f3',
  '#b3c4e8',
  '#88a3dd',
  '#6586d3',
  '#4f73cd',
  '#3f63c0',
  '#3355ab',
  '#2a4a9b',
  '#1d3d87',
];

/** Cool greys for the dark scheme, to go with the accent. */
const dark: MantineColorsTuple = [
  '#e4e7ed',
  '#c3c9d4',
  '#a0a8b7',
  '#7b8494',
  '#4a5160',
  '#343a46',
  '#262b35',
  '#1f232b',
  '#191c22',
  '#12141a',
];

const fontFamily =
  '"Yu Gothic UI", "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", system-ui, sans-serif';
const monoFamily =
  '"Cascadia Mono", "SF Mono", Menlo, Consolas, "Noto Sans Mono CJK JP", "Noto Sans Mono", monospace';

const small = { defaultProps: { size: 'xs' } } as const;

/** Dense, calm defaults: an operator looks at this for eight hours on 1366 × 768. */
export const theme = createTheme({
  primaryColor: 'ai',
  primaryShade: { light: 7, dark: 6 },
  colors: { ai, dark },
  fontFamily,
  fontFamilyMonospace: monoFamily,
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '20px', xl: '32px' },
  headings: { fontFamily, fontWeight: '650', sizes: { h1: { fontSize: '17px' }, h2: { fontSize: '15px' } } },
  defaultRadius: 6,
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { size: 'xs', fw: 500 } }),
    InputWrapper: InputWrapper.extend({
      styles: { label: { fontWeight: 600 }, description: { fontSize: 12 }, error: { fontSize: 12 } },
    }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 28 } }),
    Alert: Alert.extend({ defaultProps: { variant: 'light', p: 'sm' } }),
    Badge: Badge.extend({ defaultProps: { variant: 'light', tt: 'none', fw: 600, radius: 4 } }),
    Checkbox: Checkbox.extend(small),
    DateInput: DateInput.extend(small),
    DateTimePicker: DateTimePicker.extend(small),
    Menu: Menu.extend({
      defaultProps: {
        shadow: 'md',
        position: 'bottom-start',
        transitionProps: { duration: 80 },
        // The placeholder is a child that a menu may not have; the first item takes the focus instead.
        withInitialFocusPlaceholder: false,
      },
    }),
    Modal: Modal.extend({
      defaultProps: { centered: true, transitionProps: { duration: 100 } },
      styles: { title: { fontWeight: 650, fontSize: 15 } },
    }),
    MultiSelect: MultiSelect.extend(small),
    NumberInput: NumberInput.extend(small),
    PasswordInput: PasswordInput.extend(small),
    Popover: Popover.extend({ defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } }),
    Radio: Radio.extend(small),
    SegmentedControl: SegmentedControl.extend(small),
    Select: Select.extend({ defaultProps: { size: 'xs', allowDeselect: false } }),
    Switch: Switch.extend(small),
    Table: Table.extend({ defaultProps: { verticalSpacing: 6, horizontalSpacing: 'sm' } }),
    TagsInput: TagsInput.extend(small),
    Textarea: Textarea.extend(small),
    TextInput: TextInput.extend(small),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, withArrow: true, fz: 12 } }),
  },
});

const lightVariants = { green: 'good', yellow: 'warn', red: 'danger', blue: 'info', gray: 'plain' } as const;

/**
 * Mantine's own colours point to the window's (app.css), so that badges, alerts and dimmed text keep their
 * contrast in both schemes.
 */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const ours: Record<string, string> = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-soft)',
    '--mantine-color-placeholder': 'var(--text-soft)',
    '--mantine-color-error': 'var(--danger)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-ai-light': 'var(--accent-soft)',
    '--mantine-color-ai-light-hover': 'color-mix(in srgb, var(--accent) 16%, var(--surface))',
    '--mantine-color-ai-light-color': 'var(--accent)',
    // White words on a filled red button need a darker red than Mantine's.
    '--mantine-color-red-filled': '#c2252c',
    '--mantine-color-red-filled-hover': '#a71e25',
    '--mantine-color-red-outline': 'var(--danger)',
    '--mantine-color-red-outline-hover': 'var(--danger-soft)',
  };
  for (const [color, name] of Object.entries(lightVariants)) {
    ours[`--mantine-color-${color}-light`] = `var(--${name}-soft)`;
    ours[`--mantine-color-${color}-light-color`] = `var(--${name})`;
  }
  return { variables: {}, light: ours, dark: ours };
};
