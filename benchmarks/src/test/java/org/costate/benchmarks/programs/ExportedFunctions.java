/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.programs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.costate.benchmarks.measure.Tree;
import org.costate.compiler.driver.CompiledProblem;
import org.costate.compiler.export.CSource;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Entry.Array;
import org.costate.runtime.arithmetic.Trigonometry;

/** The functions of a problem as a C compiler makes them of the exported source, with the mathematical functions of Java. */
@SuppressWarnings("restricted") // calling C is what this is for
final class ExportedFunctions implements AutoCloseable {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final List<String> UNARY = List.of("sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh",
      "tanh", "exp", "expm1", "log", "log1p", "log10", "cbrt");
  private static final List<String> BINARY = List.of("atan2", "pow");

  private final Arena arena = Arena.ofConfined();
  private final SymbolLookup library;
  private final CSource source;
  private final int workspace;

  private ExportedFunctions(CSource source, Path file) {
    this.source = source;
    this.library = SymbolLookup.libraryLookup(file, arena);
    this.workspace = source.header()
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith(source.prefix() + "_workspace = "))
        .mapToInt(line -> Integer.parseInt(line.replaceAll(".*= |,", "")))
        .findFirst()
        .orElseThrow();
    UNARY.forEach(name -> provide(name, 1));
    BINARY.forEach(name -> provide(name, 2));
  }

  /** Whether there is a compiler on this machine. */
  static boolean compilerIsThere() {
    return Stream.of(System.getenv("PATH").split(":", -1)).anyMatch(f -> Files.isExecutable(Path.of(f, "gcc")));
  }

  /**
   * Compiles a problem's source; warnings are errors.
   *
   * @param optimization {@code -O2}, for example
   */
  static ExportedFunctions of(CompiledProblem problem, String optimization) throws IOException {
    CSource source = problem.toC("exported.h");
    Path folder = Files.createTempDirectory("costate-export");
    try {
      source.write(folder.resolve("exported.c"));
      Path library = folder.resolve("exported.so");
      gcc(optimization, "-fPIC", "-shared", "-include",
          Tree.root().resolve("benchmarks/src/test/resources/export/java_math.h").toString(),
          folder.resolve("exported.c").toString(), "-o", library.toString(), "-lm");
      return new ExportedFunctions(source, library);
    } finally {
      delete(folder);
    }
  }

  /**
   * What a program prints that calls exported functions as C makes them, with its own mathematical functions.
   *
   * @param name the file name of the exported source
   */
  static String output(CSource source, String name, String main) throws IOException {
    Path folder = Files.createTempDirectory("costate-export");
    try {
      source.write(folder.resolve(name));
      Files.writeString(folder.resolve("main.c"), main);
      String program = folder.resolve("program").toString();
      gcc("-O2", folder.resolve("main.c").toString(), folder.resolve(name).toString(), "-o", program, "-lm");
      return run(List.of(program));
    } finally {
      delete(folder);
    }
  }

  private static void gcc(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("gcc", "-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic", "-ffp-contract=off"));
    command.addAll(List.of(arguments));
    run(command);
  }

  private static String run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(said);
      }
      return said;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> {
        try {
          Files.delete(file);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    }
  }

  /** Sets the pointer {@code java_NAME} of the library to the function that generated code calls. */
  private void provide(String name, int arguments) {
    Class<?>[] doubles = new Class<?>[arguments];
    Arrays.fill(doubles, double.class);
    MemoryLayout[] layouts = new MemoryLayout[arguments];
    Arrays.fill(layouts, ValueLayout.JAVA_DOUBLE);
    try {
      Class<?> owner = name.equals("sin") || name.equals("cos") ? Trigonometry.class : Math.class;
      MethodHandle math =
          MethodHandles.lookup().findStatic(owner, name, MethodType.methodType(double.class, doubles));
      MemorySegment stub =
          LINKER.upcallStub(math, FunctionDescriptor.of(ValueLayout.JAVA_DOUBLE, layouts), arena);
      library.findOrThrow("java_" + name).reinterpret(ValueLayout.ADDRESS.byteSize()).set(ValueLayout.ADDRESS, 0, stub);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  CSource source() {
    return source;
  }

  /** Whether a problem's function is exported. */
  boolean has(String name) {
    return library.find(source.prefix() + name).isPresent();
  }

  /** A copy of {@code inputs} with the results of one function of the problem. */
  Map<Array, double[]> execute(Entry.Kind kind, Map<Array, double[]> inputs) {
    Map<Array, double[]> a = CompiledFunctions.copy(inputs);
    switch (kind) {
      case STEP -> call("_step", a, Array.X, Array.U, Array.D, null, Array.NEXT);
      case STAGE -> number("_stage", a, Array.X, Array.U, Array.D, null, Array.NEXT);
      case LINEARIZE -> struct("_linearize", a, STAGE, Array.X, Array.U, Array.D, null);
      case EXPAND -> struct("_expand", a, STAGE, Array.X, Array.U, Array.D, null);
      case CURVATURE -> struct("_curvature", a, CURVATURE, Array.X, Array.U, Array.D, Array.LAMBDA, null);
      case TERMINAL -> number("_terminal", a, Array.X, Array.D, null);
      case EXPAND_TERMINAL -> struct("_expand_terminal", a, TERMINAL, Array.X, Array.D, null);
      case HORIZON -> number("_horizon", a, Array.X, Array.D, null);
      case DIFFERENCE -> call("_difference", a, Array.X, Array.Y, null, Array.DX);
      case RETRACT -> call("_retract", a, Array.X, Array.DX, null, Array.Y);
      case DIFFERENCE_JACOBIANS -> call("_difference_jacobians", a, Array.X, Array.Y, null, Array.FIRST, Array.SECOND);
      case RETRACT_JACOBIANS -> call("_retract_jacobians", a, Array.X, Array.DX, null, Array.FIRST, Array.SECOND);
      case DEFAULTS -> call("_defaults", a, Array.GIVEN, Array.D, null, Array.VALUES);
      case SETUP -> struct("_setup", a, SETUP, Array.D, null);
      case GUESS -> number("_guess", a, Array.D, null, Array.X, Array.U);
      case START, EXPECT, CONSTRAIN, EXPAND_CONSTRAINTS, TIME, WEIGHT, DRAW_PARAMS, DRAW_START, DRAW_NOISE, OBSERVE,
          TEACH, DRAW,
          ENDS, CONGRUENCE, VALUE ->
        throw new IllegalArgumentException(kind + " is none of the problem's own");
    }
    return a;
  }

  /** The same of group {@code number}, from 1, of constraints. */
  Map<Array, double[]> executeConstraints(int number, Entry.Kind kind, Map<Array, double[]> inputs) {
    Map<Array, double[]> a = CompiledFunctions.copy(inputs);
    String group = "_constraints" + number;
    switch (kind) {
      case CONSTRAIN -> call(group + "_constrain", a, Array.X, Array.U, Array.D, null, Array.C);
      case EXPAND_CONSTRAINTS -> struct(group + "_expand", a, List.of(Array.C, Array.CX, Array.CU), Array.X, Array.U,
          Array.D, null);
      case CURVATURE -> struct(group + "_curvature", a, CURVATURE, Array.X, Array.U, Array.D, Array.LAMBDA, null);
      case TIME -> number(group + "_time", a, Array.X, Array.D, null);
      case WEIGHT -> number(group + "_weight", a, Array.D, null);
      default -> throw new IllegalArgumentException(kind + " belongs to no group of constraints");
    }
    return a;
  }

  private static final List<Array> STAGE = List.of(Array.NEXT, Array.FX, Array.FU, Array.L, Array.LX, Array.LU,
      Array.LXX, Array.LUX, Array.LUU);
  private static final List<Array> CURVATURE = List.of(Array.HXX, Array.HUX, Array.HUU);
  private static final List<Array> TERMINAL = List.of(Array.L, Array.LX, Array.LXX);
  private static final List<Array> SETUP = List.of(Array.START, Array.FREE, Array.STATE_LOWER, Array.STATE_UPPER,
      Array.CONTROL_LOWER, Array.CONTROL_UPPER, Array.TRIM);

  /** @param arguments in order; null stands for the workspace */
  private void call(String name, Map<Array, double[]> arrays, Array... arguments) {
    call(source.prefix() + name, false,
        Arrays.stream(arguments).map(a -> a == null ? scratch() : arrays.get(a)).toList());
  }

  private void number(String name, Map<Array, double[]> arrays, Array... arguments) {
    arrays.put(Array.L, new double[] {
      call(source.prefix() + name, true,
          Arrays.stream(arguments).map(a -> a == null ? scratch() : arrays.get(a)).toList())});
  }

  /** The result is a struct of numbers, which lie one behind the other; arrays that would be empty have one. */
  private void struct(String name, Map<Array, double[]> arrays, List<Array> fields, Array... arguments) {
    List<double[]> passed =
        new ArrayList<>(Arrays.stream(arguments).map(a -> a == null ? scratch() : arrays.get(a)).toList());
    double[] out = new double[fields.stream().mapToInt(f -> Math.max(1, arrays.get(f).length)).sum()];
    passed.add(out);
    call(source.prefix() + name, false, passed);
    int at = 0;
    for (Array field : fields) {
      int size = arrays.get(field).length;
      arrays.put(field, Arrays.copyOfRange(out, at, at + size));
      at += Math.max(1, size);
    }
  }

  /** Numbers that would show in a result if it used what was never written. */
  private double[] scratch() {
    double[] w = new double[workspace];
    Arrays.fill(w, Double.NaN);
    return w;
  }

  /** Calls a function of arrays, which keep what it writes to them. */
  double call(String name, boolean returnsNumber, List<double[]> arguments) {
    MemoryLayout[] pointers = new MemoryLayout[arguments.size()];
    Arrays.fill(pointers, ValueLayout.ADDRESS);
    MethodHandle function = LINKER.downcallHandle(library.findOrThrow(name), returnsNumber
        ? FunctionDescriptor.of(ValueLayout.JAVA_DOUBLE, pointers)
        : FunctionDescriptor.ofVoid(pointers));
    try (Arena call = Arena.ofConfined()) {
      List<Object> segments = new ArrayList<>();
      arguments.forEach(numbers -> segments.add(call.allocateFrom(ValueLayout.JAVA_DOUBLE, numbers)));
      Object number = function.invokeWithArguments(segments);
      for (int i = 0; i < arguments.size(); i++) {
        double[] numbers = arguments.get(i);
        MemorySegment.copy((MemorySegment) segments.get(i), ValueLayout.JAVA_DOUBLE, 0, numbers, 0, numbers.length);
      }
      return number instanceof Double value ? value : 0;
    } catch (Throwable e) {
      throw new IllegalStateException(name, e);
    }
  }

  /** Scratch memory for {@link #call(String, boolean, List)}. */
  double[] workspace() {
    return scratch();
  }

  @Override
  public void close() {
    arena.close();
  }
}
