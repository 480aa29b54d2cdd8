/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.Span;

/** Reads program texts and data files: bounded in size, strict about UTF-8. */
public final class SourceFiles {
  /** No program is this long; what is, is another kind of file. */
  public static final int MAX_BYTES = 4 << 20;

  private SourceFiles() {}

  /**
   * The text of a file.
   *
   * @throws IOException if the file cannot be read
   * @throws CompilationException if it is too large or not UTF-8
   */
  public static Source read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "is a directory, not a .ctl file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(file.toString(), in);
    }
  }

  /**
   * The text of a stream, to its end.
   *
   * @param name what diagnostics call it
   * @throws IOException if it cannot be read
   * @throws CompilationException if it is too large or not UTF-8
   */
  public static Source read(String name, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw wrong(new Source(name, ""), 0, 0, Code.E0902, "the file has more than 4 MiB");
    }
    return decode(name, bytes);
  }

  /**
   * The text in {@code bytes}.
   *
   * @throws CompilationException if they are not UTF-8
   */
  static Source decode(String name, byte[] bytes) {
    int start = hasByteOrderMark(bytes) ? 3 : 0;
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
    CharBuffer out = CharBuffer.allocate(bytes.length - start);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isUnderflow()) {
      return new Source(name, out.flip().toString());
    }
    int at = out.position();
    String readable = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
    String found = String.format(Locale.ROOT, "byte 0x%02X is not UTF-8", bytes[in.position()]);
    throw wrong(new Source(name, readable), at, Math.min(at + 1, readable.length()), Code.E0104, found);
  }

  private static boolean hasByteOrderMark(byte[] bytes) {
    return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
  }

  private static CompilationException wrong(Source source, int start, int end, Code code, String message) {
    return new CompilationException(List.of(Diagnostic.at(code, new Span(source, start, end), message).build()), 0);
  }
}
