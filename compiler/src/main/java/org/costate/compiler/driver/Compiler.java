/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.InternalCompilerError;
import org.costate.compiler.parse.Parser;
import org.costate.compiler.source.Source;

/** From a source to problems that can be solved. Holds no state, so any number of threads may compile at once. */
public final class Compiler {
  private Compiler() {}

  /** The name that a source's module header gives it, if it begins with one: it says where the project folder is. */
  public static Optional<String> moduleName(Source source) {
    return Parser.moduleName(source);
  }

  /**
   * Compiles a source.
   *
   * @return a wrong program, or one beyond the limits, has errors among the diagnostics; nothing is thrown for it
   * @throws UnknownConstantException if the options name a constant that a program without errors does not have
   * @throws InternalCompilerError for a bug in the compiler
   */
  public static CompilationResult compile(Source source, CompilerOptions options) {
    return compile(source, options, PhaseListener.NONE);
  }

  /**
   * As above.
   *
   * @param listener is called on another thread, before this method returns
   */
  public static CompilationResult compile(Source source, CompilerOptions options, PhaseListener listener) {
    return result(options, listener, pipeline -> pipeline.run(source));
  }

  /**
   * What {@link #compile} has to say about a source, in half of the time: no code is made where that cannot fail.
   *
   * @return no problems
   * @throws UnknownConstantException as above
   */
  public static CompilationResult check(Source source, CompilerOptions options) {
    return result(options, PhaseListener.NONE, pipeline -> {
      pipeline.check(source);
      return List.of();
    });
  }

  private static CompilationResult result(
      CompilerOptions options, PhaseListener listener, Function<Pipeline, List<CompiledProblem>> work) {
    return DeepStack.call(() -> {
      Diagnostics diagnostics = new Diagnostics();
      List<CompiledProblem> problems = work.apply(new Pipeline(options, diagnostics, listener));
      return new CompilationResult(
          diagnostics.hasErrors() ? List.of() : problems, diagnostics.sorted(), diagnostics.unshown());
    });
  }
}
