/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tools/PlainClasses.java rewrites does what javac's own classes do. */
class PlainClassesTest {
  /** A component of each kind. */
  public record All(boolean a, byte b, char c, short d, int e, long f, float g, double h, String i) {}

  public record Other(int e) {}

  public sealed interface Form permits Round, Square {}

  public record Round(double radius) implements Form {}

  public record Square(double side) implements Form {}

  public static final class Area implements Function<Object, Object> {
    @Override
    public Object apply(Object form) {
      return switch ((Form) form) {
        case Round(double radius) when radius < 0 -> Double.NaN;
        case Round round -> 3 * round.radius() * round.radius();
        case Square square -> square.side() * square.side();
      };
    }
  }

  private static final List<Class<?>> REWRITTEN =
      List.of(All.class, Other.class, Form.class, Round.class, Square.class, Area.class);

  private static final Object[][] VALUES = {
    {true, (byte) -3, 'x', (short) 300, 7, 1L << 40, 1.5f, -0.0, "text"},
    {false, (byte) -3, 'x', (short) 300, 7, 1L << 40, 1.5f, -0.0, "text"},
    {true, (byte) 4, 'x', (short) 300, 7, 1L << 40, 1.5f, -0.0, "text"},
    {true, (byte) -3, 'y', (short) 300, 7, 1L << 40, 1.5f, -0.0, "text"},
    {true, (byte) -3, 'x', (short) 301, 7, 1L << 40, 1.5f, -0.0, "text"},
    {true, (byte) -3, 'x', (short) 300, 8, 1L << 40, 1.5f, -0.0, "text"},
    {true, (byte) -3, 'x', (short) 300, 7, 1L << 41, 1.5f, -0.0, "text"},
    {true, (byte) -3, 'x', (short) 300, 7, 1L << 40, Float.NaN, -0.0, "text"},
    {true, (byte) -3, 'x', (short) 300, 7, 1L << 40, 1.5f, 0.0, "text"},
    {true, (byte) -3, 'x', (short) 300, 7, 1L << 40, 1.5f, Double.NaN, "text"},
    {true, (byte) -3, 'x', (short) 300, 7, 1L << 40, 1.5f, -0.0, null},
  };

  @TempDir
  private static Path folder;

  private static ClassLoader rewritten;

  @BeforeAll
  static void rewrite() throws Exception {
    Path jar = folder.resolve("sample.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Class<?> type : REWRITTEN) {
        String name = type.getName().replace('.', '/') + ".class";
        out.putNextEntry(new ZipEntry(name));
        try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
          in.transferTo(out);
        }
        out.closeEntry();
      }
    }
    Path tool = Path.of("..", "tools", "PlainClasses.java");
    int compiled = ToolProvider.getSystemJavaCompiler()
        .run(null, null, null, "-d", folder.toString(), "-cp",
            System.getProperty("java.class.path"), tool.toString());
    assertEquals(0, compiled);
    try (URLClassLoader tools = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      var main = tools.loadClass("PlainClasses").getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      main.invoke(null, (Object) new String[] {jar.toString()});
    }
    URL[] sample = {jar.toUri().toURL()};
    rewritten = new URLClassLoader(sample, ClassLoader.getPlatformClassLoader());
  }

  private static Object make(Class<?> type, Object... values) throws ReflectiveOperationException {
    Constructor<?> constructor = rewritten.loadClass(type.getName()).getConstructors()[0];
    return constructor.newInstance(values);
  }

  @Test
  void nothingIsLeftToBeMade() throws Exception {
    for (Class<?> type : List.of(All.class, Area.class)) {
      try (InputStream in = rewritten.getResourceAsStream(type.getName().replace('.', '/') + ".class")) {
        String bytes = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        assertTrue(bytes.contains(type == Area.class ? "typeSwitch$0" : "hashCode$"), type.getSimpleName());
        assertFalse(bytes.contains("SwitchBootstraps"), type.getSimpleName());
      }
    }
  }

  @Test
  void recordsAreEqualWhereTheirComponentsAre() throws Exception {
    for (int i = 0; i < VALUES.length; i++) {
      for (int j = 0; j < VALUES.length; j++) {
        assertEquals(i == j, make(All.class, VALUES[i]).equals(make(All.class, VALUES[j])), i + " and " + j);
      }
    }
    Object one = make(Other.class, 7);
    assertEquals(one, one);
    assertNotEquals(one, make(All.class, VALUES[0]));
    assertFalse(one.equals(null));
  }

  @Test
  void hashesAreThoseOfTheOriginal() throws Exception {
    for (Object[] values : VALUES) {
      assertEquals(All.class.getConstructors()[0].newInstance(values).hashCode(), make(All.class, values).hashCode());
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void switchesTakeTheSameBranch() throws Exception {
    var area = (Function<Object, Object>) make(Area.class);
    for (double size : new double[] {-1, 0, 2}) {
      Area original = new Area();
      assertEquals(original.apply(new Round(size)), area.apply(make(Round.class, size)));
      assertEquals(original.apply(new Square(size)), area.apply(make(Square.class, size)));
    }
  }
}
