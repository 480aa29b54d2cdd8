/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.codegen;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * Names of generated classes from names that a user chose. Different names stay different: what cannot stand in a class name becomes a
 * dollar sign and four hexadecimal digits for each UTF-16 unit, and so does the dollar sign itself.
 */
public final class ClassNames {
  /** Longer names are cut, so that no name comes near the limits of class files and file systems. */
  private static final int LONGEST = 160;

  private ClassNames() {}

  /**
   * The class of a problem in a file without a module header.
   *
   * @param fileName the source's file name, with or without its {@code .ctl}; no folders
   */
  public static String problem(String fileName, String problem) {
    String stem = fileName.endsWith(".ctl") ? fileName.substring(0, fileName.length() - 4) : fileName;
    return part(stem) + "." + part(problem);
  }

  /** The class of a problem of the module {@code a.b}: {@code a.b.Problem}. */
  public static String ofModule(String module, String problem) {
    return Arrays.stream(module.split("\\.")).map(ClassNames::part).collect(Collectors.joining(".")) + "."
        + part(problem);
  }

  /** The class of the {@code solve} block {@code number}, from 1, of a problem. */
  public static String run(String problemClass, int number) {
    return problemClass + "$Run" + number;
  }

  /** The class of the group of constraints {@code number}, from 1, of a problem. */
  public static String constraints(String problemClass, int number) {
    return problemClass + "$Constraints" + number;
  }

  /** The class of a problem whose solver solves for the stages of its steps. */
  public static String stages(String problemClass) {
    return problemClass + "$Stages";
  }

  /** A name as one part of a binary name, or as the name of a method. */
  static String part(String name) {
    if (name.isEmpty()) {
      return "$";
    }
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < name.length();) {
      int c = name.codePointAt(i);
      boolean plain = c == '_' || (i == 0 ? Character.isLetter(c) : Character.isLetterOrDigit(c));
      // A package `java` may not be defined by user code.
      if (plain && !(i == 0 && name.equals("java"))) {
        escaped.appendCodePoint(c);
      } else {
        for (char unit : Character.toChars(c)) {
          escaped.append('$').append(HexFormat.of().toHexDigits(unit));
        }
      }
      i += Character.charCount(c);
    }
    return escaped.length() <= LONGEST ? escaped.toString() : escaped.substring(0, LONGEST / 2) + "$$" + hash(name);
  }

  private static String hash(String name) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_16BE)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
