/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

/** What commands say of pictures. */
final class Pictures {
  private Pictures() {}

  /** Java draws texts with the fonts of the machine. */
  static void warnOfFonts(Terminal terminal) {
    terminal.complain("costate: this machine has no fonts: there are no texts in the picture");
    terminal.complain("  hint: install some, on Debian with `apt install fontconfig fonts-dejavu-core`");
  }
}
