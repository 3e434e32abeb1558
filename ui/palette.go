package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Colour names of our own, beside Fyne's.
const (
	colorMuted      fyne.ThemeColorName = "candidaturas.muted"
	colorPane       fyne.ThemeColorName = "candidaturas.pane" // behind the list
	colorFocusRing  fyne.ThemeColorName = "candidaturas.focusRing"
	colorSelected   fyne.ThemeColorName = "candidaturas.selected"
	colorMoving     fyne.ThemeColorName = "candidaturas.moving"
	colorRead       fyne.ThemeColorName = "candidaturas.read"
	colorEnded      fyne.ThemeColorName = "candidaturas.ended"
	colorInfoBack   fyne.ThemeColorName = "candidaturas.infoBack"
	colorInfoText   fyne.ThemeColorName = "candidaturas.infoText"
	colorWarnBack   fyne.ThemeColorName = "candidaturas.warnBack"
	colorWarnText   fyne.ThemeColorName = "candidaturas.warnText"
	colorPressed    fyne.ThemeColorName = "candidaturas.pressed"
	colorPrimaryHot fyne.ThemeColorName = "candidaturas.primaryHover"
	// colorEdge is the border of what is otherwise told by its ground alone: buttons,
	// notes, the chosen row. It shows in high contrast only.
	colorEdge fyne.ThemeColorName = "candidaturas.edge"
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
		colorMuted:                         rgb(0x55625e),
		colorPane:                          rgb(0xf5f7f6),
		colorFocusRing:                     rgb(0x0b6b5b),
		colorSelected:                      rgb(0xd7eae4),
		colorMoving:                        rgb(0x0b6b5b),
		colorRead:                          rgb(0x1d5c9e),
		colorEnded:                         rgb(0x5e6664),
		colorInfoBack:                      rgb(0xe5eef8),
		colorInfoText:                      rgb(0x163f66),
		colorWarnBack:                      rgb(0xfff1d0),
		colorWarnText:                      rgb(0x573f00),
		colorPressed:                       rgb(0xd3dedb),
		colorPrimaryHot:                    rgb(0x09594c),
		colorEdge:                          translucent(0x000000, 0),
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
		colorMuted:                         rgb(0xa6b3af),
		colorPane:                          rgb(0x111617),
		colorFocusRing:                     rgb(0x7be0cb),
		colorSelected:                      rgb(0x1c3a35),
		colorMoving:                        rgb(0x4cc4ad),
		colorRead:                          rgb(0x8dbcf3),
		colorEnded:                         rgb(0xa0aaa7),
		colorInfoBack:                      rgb(0x17293b),
		colorInfoText:                      rgb(0xc3dcf7),
		colorWarnBack:                      rgb(0x382c10),
		colorWarnText:                      rgb(0xffdf9e),
		colorPressed:                       rgb(0x364142),
		colorPrimaryHot:                    rgb(0x66d3be),
		colorEdge:                          translucent(0xffffff, 0),
	}
}
