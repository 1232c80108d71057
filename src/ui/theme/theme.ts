/** The Mantine theme: what components must know in JavaScript. Sizes and colours are CSS variables (tokens.css, mantine.css). */
import {
  ActionIcon,
  Button,
  createTheme,
  defaultVariantColorsResolver,
  Menu,
  Modal,
  NumberInput,
  Popover,
  SegmentedControl,
  Select,
  Switch,
  TextInput,
  Tooltip,
} from '@mantine/core';
import classes from './controls.module.css';

const popup = { shadow: 'md', radius: 'lg', transitionProps: { duration: 120, transition: 'pop' } } as const;

export const theme = createTheme({
  primaryColor: 'gw',
  primaryShade: { light: 6, dark: 4 },
  colors: {
    gw: ['#EDF1FD', '#D8E1FB', '#B7C7F8', '#9DB4FF', '#86A3FF', '#4A6BE0', '#2F56D3', '#2547B4', '#1D3990', '#162C70'],
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input);
    return input.variant === 'filled' ? { ...colors, color: 'var(--gw-on-accent)' } : colors;
  },
  components: {
    ActionIcon: ActionIcon.extend({
      defaultProps: { size: 28, variant: 'subtle', color: 'gray' },
      classNames: { root: classes.icon },
    }),
    Button: Button.extend({
      defaultProps: { size: 'xs' },
      classNames: { root: classes.button },
    }),
    Menu: Menu.extend({
      defaultProps: { ...popup, position: 'bottom-start', offset: 6 },
      classNames: { dropdown: classes.menu, item: classes.item, label: classes.menuLabel, divider: classes.divider },
    }),
    Modal: Modal.extend({
      // Locking the page's scroll would inject a style element; the page does not scroll.
      defaultProps: {
        lockScroll: false,
        centered: true,
        radius: 'xl',
        shadow: 'md',
        overlayProps: { backgroundOpacity: 0.35 },
      },
      classNames: { title: classes.dialogTitle, content: classes.dialog },
    }),
    NumberInput: NumberInput.extend({ defaultProps: { size: 'xs' }, classNames: { input: classes.input } }),
    Popover: Popover.extend({ defaultProps: popup }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { size: 'xs', withItemsBorders: false },
      classNames: { root: classes.segmented, label: classes.segment },
    }),
    Select: Select.extend({
      defaultProps: { size: 'xs', checkIconPosition: 'right' },
      classNames: { input: classes.input, option: classes.option, dropdown: classes.menu },
    }),
    Switch: Switch.extend({ defaultProps: { size: 'sm', withThumbIndicator: false } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'xs' }, classNames: { input: classes.input } }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 400, closeDelay: 0, offset: 6, transitionProps: { duration: 120 } },
      classNames: { tooltip: classes.tooltip },
    }),
  },
});
