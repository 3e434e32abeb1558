package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Colour names of our own, beside Fyne's.
const (
	ColorMuted      fyne.ThemeColorName = "candidaturas.muted"
	ColorPane       fyne.ThemeColorName = "candidaturas.pane" // behind the list
	ColorFocusRing  fyne.ThemeColorName = "candidaturas.focusRing"
	ColorSelected   fyne.ThemeColorName = "candidaturas.selected"
	ColorMoving     fyne.ThemeColorName = "candidaturas.moving"
	ColorRead       fyne.ThemeColorName = "candidaturas.read"
	ColorEnded      fyne.ThemeColorName = "candidaturas.ended"
	ColorInfoBack   fyne.ThemeColorName = "candidaturas.infoBack"
	ColorInfoText   fyne.ThemeColorName = "candidaturas.infoText"
	ColorWarnBack   fyne.ThemeColorName = "candidaturas.warnBack"
	ColorWarnText   fyne.ThemeColorName = "candidaturas.warnText"
	ColorPressed    fyne.ThemeColorName = "candidaturas.pressed"
	ColorPrimaryHot fyne.ThemeColorName = "candidaturas.primaryHover"
	// ColorEdge is the border of what is otherwise told by its ground alone: buttons,
	// notes, the chosen row. It shows in high contrast only.
	ColorEdge fyne.ThemeColorName = "candidaturas.edge"
)

// A palette gives every colour that the theme does not leave to Fyne.
type palette map[fyne.ThemeColorName]color.NRGBA

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16 & 0xff), G: uint8(hex >> 8 & 0xff), B: uint8(hex & 0xff), A: 0xff}
}

func translucent(hex uint32, alpha uint8) color.NRGBA {
	c := rgb(hex)
	c.A = alpha
	return c
}

func lightPalette() palette {
	return palette{
		theme.ColorNameBackground:          rgb(0xffffff),
		theme.ColorNameForeground:          rgb(0x1b2422),
		theme.ColorNameOverlayBackground:   rgb(0xffffff),
		theme.ColorNameMenuBackground:      rgb(0xffffff),
		theme.ColorNameHeaderBackground:    rgb(0xf5f7f6),
		theme.ColorNameButton:              rgb(0xe9efed),
		theme.ColorNameDisabledButton:      rgb(0xf0f2f1),
		theme.ColorNameDisabled:            rgb(0x5f6b67),
		theme.ColorNameInputBackground:     rgb(0xffffff),
		theme.ColorNameInputBorder:         rgb(0x788581),
		theme.ColorNamePlaceHolder:         rgb(0x5f6b67),
		theme.ColorNamePrimary:             rgb(0x0b6b5b),
		theme.ColorNameForegroundOnPrimary: rgb(0xffffff),
		theme.ColorNameHyperlink:           rgb(0x0b6b5b),
		theme.ColorNameFocus:               translucent(0x0b6b5b, 0x50),
		theme.ColorNameSelection:           translucent(0x0b6b5b, 0x40),
		theme.ColorNameHover:               translucent(0x0b6b5b, 0x16),
		theme.ColorNamePressed:             translucent(0x0b6b5b, 0x30),
		theme.ColorNameSeparator:           rgb(0xdde3e0),
		theme.ColorNameScrollBar:           translucent(0x1b2422, 0x80),
		theme.ColorNameScrollBarBackground: translucent(0x1b2422, 0x10),
		theme.ColorNameShadow:              translucent(0x000000, 0x24),
		theme.ColorNameError:               rgb(0xa3261f),
		theme.ColorNameForegroundOnError:   rgb(0xffffff),
		theme.ColorNameWarning:             rgb(0x7a5600),
		theme.ColorNameForegroundOnWarning: rgb(0xffffff),
		theme.ColorNameSuccess:             rgb(0x0b6b5b),
		theme.ColorNameForegroundOnSuccess: rgb(0xffffff),
		ColorMuted:                         rgb(0x55625e),
		ColorPane:                          rgb(0xf5f7f6),
		ColorFocusRing:                     rgb(0x0b6b5b),
		ColorSelected:                      rgb(0xd7eae4),
		ColorMoving:                        rgb(0x0b6b5b),
		ColorRead:                          rgb(0x1d5c9e),
		ColorEnded:                         rgb(0x5e6664),
		ColorInfoBack:                      rgb(0xe5eef8),
		ColorInfoText:                      rgb(0x163f66),
		ColorWarnBack:                      rgb(0xfff1d0),
		ColorWarnText:                      rgb(0x573f00),
		ColorPressed:                       rgb(0xd3dedb),
		ColorPrimaryHot:                    rgb(0x09594c),
		ColorEdge:                          translucent(0x000000, 0),
	}
}

func darkPalette() palette {
	return palette{
		theme.ColorNameBackground:          rgb(0x171c1d),
		theme.ColorNameForeground:          rgb(0xe8eeec),
		theme.ColorNameOverlayBackground:   rgb(0x1f2627),
		theme.ColorNameMenuBackground:      rgb(0x1f2627),
		theme.ColorNameHeaderBackground:    rgb(0x111617),
		theme.ColorNameButton:              rgb(0x2a3334),
		theme.ColorNameDisabledButton:      rgb(0x22292a),
		theme.ColorNameDisabled:            rgb(0x939e9b),
		theme.ColorNameInputBackground:     rgb(0x111617),
		theme.ColorNameInputBorder:         rgb(0x75827e),
		theme.ColorNamePlaceHolder:         rgb(0x9aa6a2),
		theme.ColorNamePrimary:             rgb(0x4cc4ad),
		theme.ColorNameForegroundOnPrimary: rgb(0x05201b),
		theme.ColorNameHyperlink:           rgb(0x62d3bd),
		theme.ColorNameFocus:               translucent(0x7be0cb, 0x50),
		theme.ColorNameSelection:           translucent(0x4cc4ad, 0x48),
		theme.ColorNameHover:               translucent(0x7be0cb, 0x18),
		theme.ColorNamePressed:             translucent(0x7be0cb, 0x30),
		theme.ColorNameSeparator:           rgb(0x2d3637),
		theme.ColorNameScrollBar:           translucent(0xe8eeec, 0x80),
		theme.ColorNameScrollBarBackground: translucent(0xe8eeec, 0x10),
		theme.ColorNameShadow:              translucent(0x000000, 0x70),
		theme.ColorNameError:               rgb(0xff9c94),
		theme.ColorNameForegroundOnError:   rgb(0x3d0b08),
		theme.ColorNameWarning:             rgb(0xf2c56b),
		theme.ColorNameForegroundOnWarning: rgb(0x2e2200),
		theme.ColorNameSuccess:             rgb(0x4cc4ad),
		theme.ColorNameForegroundOnSuccess: rgb(0x05201b),
		ColorMuted:                         rgb(0xa6b3af),
		ColorPane:                          rgb(0x111617),
		ColorFocusRing:                     rgb(0x7be0cb),
		ColorSelected:                      rgb(0x1c3a35),
		ColorMoving:                        rgb(0x4cc4ad),
		ColorRead:                          rgb(0x8dbcf3),
		ColorEnded:                         rgb(0xa0aaa7),
		ColorInfoBack:                      rgb(0x17293b),
		ColorInfoText:                      rgb(0xc3dcf7),
		ColorWarnBack:                      rgb(0x382c10),
		ColorWarnText:                      rgb(0xffdf9e),
		ColorPressed:                       rgb(0x364142),
		ColorPrimaryHot:                    rgb(0x66d3be),
		ColorEdge:                          translucent(0xffffff, 0),
	}
}
