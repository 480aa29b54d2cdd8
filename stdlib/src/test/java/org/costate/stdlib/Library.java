/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.stdlib;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.SourceFile;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.driver.CompilationResult;
import org.costate.compiler.driver.Compiler;
import org.costate.compiler.driver.CompilerOptions;
import org.costate.compiler.parse.Parser;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.SourceProvider;
import org.costate.compiler.source.Span;

/** What the modules of the standard library declare, read from their sources. */
final class Library {
  private static final StdlibSources SOURCES = new StdlibSources();

  private Library() {}

  /** One module and its tree. */
  record Module(String name, Source source, SourceFile tree) {
    /** What a part of the source says, on one line. */
    String text(Span span) {
      return source.text().substring(span.start(), span.end()).replaceAll("\\s+", " ");
    }

    /** The {@code ///} lines above a declaration. */
    String doc(Span declaration) {
      return tree.docs().getOrDefault(declaration.start(), "");
    }

    List<Function> functions() {
      return declarations(Member.Function.class).map(f -> new Function(this, f)).toList();
    }

    List<Item.Model> models() {
      return tree.items().stream().filter(Item.Model.class::isInstance).map(Item.Model.class::cast).toList();
    }

    <T extends Member> Stream<T> declarations(Class<T> kind) {
      return tree.items()
          .stream()
          .filter(Item.Declaration.class::isInstance)
          .map(item -> ((Item.Declaration) item).member())
          .filter(kind::isInstance)
          .map(kind::cast);
    }
  }

  /** One function of a module. */
  record Function(Module module, Member.Function declaration) {
    String name() {
      return declaration.name().text();
    }

    /** The sizes that the source states, empty for a number. */
    static List<Integer> shape(Module module, List<Expression> shape) {
      return shape.stream().map(size -> Integer.valueOf(module.text(size.span()))).toList();
    }

    List<Integer> resultShape() {
      return shape(module, declaration.shape());
    }

    /** For example {@code lib.quat.mul}. */
    @Override
    public String toString() {
      return module.name() + "." + name();
    }
  }

  static List<Module> modules() {
    return SOURCES.modules().stream().map(Library::module).toList();
  }

  static Module module(String name) {
    Source source = ((SourceProvider.Lookup.Found) SOURCES.find(name)).source();
    return new Module(name, source, Parser.parse(source, new Diagnostics()));
  }

  static List<Function> functions() {
    return modules().stream().flatMap(module -> module.functions().stream()).toList();
  }

  static Function function(String name) {
    return functions().stream().filter(f -> f.toString().equals(name)).findFirst().orElseThrow();
  }

  /** A program that may import from the library. */
  static CompilationResult compile(String program) {
    return compile(program, Map.of());
  }

  /** As above, with consts replaced as {@code --const} does. */
  static CompilationResult compile(String program, Map<String, Double> constants) {
    return Compiler.compile(new Source("test.ctl", program), new CompilerOptions(constants).withModules(SOURCES));
  }
}
