/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.costate.compiler.ast.Argument;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.Parameter;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.types.Shape;
import org.costate.compiler.types.Type;

/** Calls: as many arguments as the function takes, of the shapes it takes. */
final class CallChecker {
  private final Analysis facts;
  private final ShapeChecker shapes;
  private final Diagnostics diagnostics;

  CallChecker(Analysis facts, ShapeChecker shapes, Diagnostics diagnostics) {
    this.facts = facts;
    this.shapes = shapes;
    this.diagnostics = diagnostics;
  }

  Type type(Expression.Call call) {
    if (TimeDerivative.is(call)) {
      return derivative(call);
    }
    Optional<Symbol> callee = call.callee().bare() instanceof Expression.Reference reference
        ? facts.bindings().symbol(reference.name())
        : Optional.empty();
    return switch (callee.orElse(null)) {
      case Symbol.BuiltIn s -> builtin(call, s.function());
      case Symbol.Function s -> function(call, s);
      case Symbol.Table s -> table(call, s);
      case Symbol.Word s when s.meaning() == Symbol.Word.Meaning.CSV ->
        facts.tables().imported(call).isPresent() ? Type.NUMBER : Type.UNKNOWN;
      case Symbol.Word s -> moment(call, s);
      case null -> unknown(call);
      default -> unknown(call);
    };
  }

  /** {@code der(e)} has the shape of e. */
  private Type derivative(Expression.Call call) {
    if (call.arguments().size() != 1) {
      return arity(call, "der", 1, 1, "der(e): the time derivative of e");
    }
    return argument(call.arguments().getFirst()).map(Type::of).orElse(Type.UNKNOWN);
  }

  /** The callee failed; its arguments are still looked at. */
  private Type unknown(Expression.Call call) {
    call.arguments().stream().filter(a -> a.loop().isEmpty()).forEach(a -> shapes.type(a.value()));
    return Type.UNKNOWN;
  }

  private Type moment(Expression.Call call, Symbol.Word word) {
    if (call.arguments().size() != 1) {
      return arity(call, word.name(), 1, 1, word.name() + "(x): the value of x at the "
          + (word.meaning() == Symbol.Word.Meaning.FINAL ? "end" : "start") + " of the trajectory");
    }
    return argument(call.arguments().getFirst()).map(Type::of).orElse(Type.UNKNOWN);
  }

  /** Whether an argument has a name where none can have one, which is reported. */
  private boolean named(Expression.Call call, String callee, String note) {
    Optional<Name> named = call.arguments().stream().flatMap(a -> a.name().stream()).findFirst();
    named.ifPresent(name -> diagnostics.report(Diagnostic
        .at(Code.E0302, name.span(), "`" + callee + "` takes its arguments in order")
        .label("a name")
        .note(note)
        .help("write the value alone; functions that a program declares take names")));
    return named.isPresent();
  }

  private Type builtin(Expression.Call call, Builtin function) {
    if (named(call, function.word(), function.signature() + ": " + function.doc())) {
      return unknown(call);
    }
    Form form = function.form();
    Form.Arity takes = form.arity();
    if (!takes.accepts(call.arguments().size())) {
      return arity(call, function.word(), takes.least(), takes.most(), function.signature() + ": " + function.doc());
    }
    List<Form.Argument> arguments = new ArrayList<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      Argument argument = call.arguments().get(i);
      if (i >= form.constantsFrom()) {
        shapes.number(argument.value(), Code.E0307, "this argument of `" + function.word() + "`")
            .ifPresent(value -> arguments.add(new Form.Argument(Shape.SCALAR, Optional.of(value))));
      } else {
        argument(argument).ifPresent(shape -> arguments.add(new Form.Argument(shape, Optional.empty())));
      }
    }
    if (arguments.size() < call.arguments().size()) {
      return Type.UNKNOWN;
    }
    return switch (form.fit(arguments)) {
      case Fit.Of of -> Type.of(of.shape());
      case Fit.TooLarge t -> shapes.tooLarge(call.span());
      case Fit.Not not -> {
        diagnostics.report(Diagnostic
            .at(Code.E0301, call.arguments().get(not.operand()).span(),
                "`" + function.word() + "` does not take this argument")
            .label(not.reason())
            .note(function.signature() + ": " + function.doc()));
        yield Type.UNKNOWN;
      }
    };
  }

  private Type function(Expression.Call call, Symbol.Function symbol) {
    Member.Function function = symbol.declaration();
    int wanted = function.parameters().size();
    if (!NamedArguments.check(call, function, diagnostics)) {
      return unknown(call);
    }
    if (call.arguments().size() != wanted) {
      return arity(call, symbol, call.arguments().size());
    }
    List<Argument> arguments = NamedArguments.ordered(call, function);
    boolean sound = true;
    for (int i = 0; i < wanted; i++) {
      Argument argument = arguments.get(i);
      Optional<Shape> found = argument(argument);
      Type declared = facts.bindings()
          .symbol(function.parameters().get(i).name())
          .map(shapes::type)
          .orElse(Type.UNKNOWN);
      sound &= found.isPresent() && !declared.unknown();
      if (found.isPresent() && declared instanceof Type.Numbers n && !n.shape().equals(found.get())) {
        sound = false;
        diagnostics.report(Diagnostic
            .at(Code.E0301, argument.span(), "argument `" + function.parameters().get(i).name() + "` of `"
                + symbol.name() + "` is " + n.shape().describe() + ", but " + found.get().describe() + " is given")
            .label(found.get().describe())
            .second(function.parameters().get(i).span(), "the function takes " + n.shape().describe()));
      }
    }
    Type result = shapes.type(symbol);
    return sound ? result : Type.UNKNOWN;
  }

  /** A table maps over arrays as the built-in functions of numbers do. */
  private Type table(Expression.Call call, Symbol.Table symbol) {
    List<Parameter> parameters = symbol.declaration().parameters();
    Type result = shapes.type(symbol);
    if (named(call, symbol.name(), "the arguments of a table come in its order")) {
      return unknown(call);
    }
    if (call.arguments().size() != parameters.size()) {
      String names = String.join(", ", parameters.stream().map(p -> p.span().text()).toList());
      return result.unknown() ? unknown(call)
          : arity(call, symbol.name(), parameters.size(), parameters.size(),
              "table " + symbol.name() + "(" + names + ")");
    }
    List<Shape> arguments = new ArrayList<>();
    call.arguments().forEach(a -> argument(a).ifPresent(arguments::add));
    if (result.unknown() || arguments.size() < parameters.size()) {
      return Type.UNKNOWN;
    }
    return switch (Fit.elementwise(arguments)) {
      case Fit.Of of -> Type.of(of.shape());
      case Fit.TooLarge t -> shapes.tooLarge(call.span());
      case Fit.Not not -> {
        diagnostics.report(Diagnostic
            .at(Code.E0301, call.arguments().get(not.operand()).span(),
                "`" + symbol.name() + "` does not take this argument")
            .label(not.reason()));
        yield Type.UNKNOWN;
      }
    };
  }

  private Type arity(Expression.Call call, Symbol.Function symbol, int given) {
    Member.Function function = symbol.declaration();
    int wanted = function.parameters().size();
    String label = given < wanted
        ? "argument `" + missing(call, function) + "` is missing"
        : "one argument too many";
    String result = function.shape().isEmpty() ? ""
        : "[" + String.join(", ", function.shape().stream().map(s -> s.span().text()).toList()) + "]";
    String doc = facts.doc(function.span());
    String signature = "function " + symbol.name() + "("
        + String.join(", ", function.parameters().stream().map(p -> p.span().text()).toList()) + ")" + result
        + (doc.isEmpty() ? "" : "\n    " + doc);
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0302, call.span(), counted(called(call), wanted, wanted, given))
        .label(label);
    symbol.place().ifPresent(p -> diagnostic.second(p, "declared here"));
    diagnostics.report(diagnostic.note(signature));
    return Type.UNKNOWN;
  }

  private static String missing(Expression.Call call, Member.Function function) {
    List<String> named = call.arguments().stream().flatMap(a -> a.name().stream()).map(Name::text).toList();
    long unnamed = call.arguments().stream().filter(a -> a.name().isEmpty()).count();
    return function.parameters()
        .stream()
        .skip(unnamed)
        .filter(p -> !named.contains(p.name().text()))
        .findFirst()
        .orElseThrow()
        .span()
        .text();
  }

  /** The name as the call has it, with its module. */
  private static String called(Expression.Call call) {
    return ((Expression.Reference) call.callee().bare()).text();
  }

  private Type arity(Expression.Call call, String name, int least, int most, String signature) {
    int given = call.arguments().size();
    diagnostics.report(Diagnostic
        .at(Code.E0302, call.span(), counted(name, least, most, given))
        .label(given < least ? "an argument is missing" : "one argument too many")
        .note(signature));
    return Type.UNKNOWN;
  }

  private static String counted(String name, int least, int most, int given) {
    String range = least == most ? String.valueOf(least)
        : most == Integer.MAX_VALUE ? "at least " + least : least + " or " + most;
    String noun = least == 1 && (most == 1 || most == Integer.MAX_VALUE) ? " argument" : " arguments";
    String is = given == 0 ? "none is" : given == 1 ? "1 is" : given + " are";
    return "`" + name + "` takes " + range + noun + ", but " + is + " given";
  }

  /** The shape of an argument: of its value, or of the list that its loop makes. */
  private Optional<Shape> argument(Argument argument) {
    if (argument.loop().isEmpty()) {
      return shapes.numbers(argument.value());
    }
    return shapes.rounds(argument.loop().get(), argument.value()).flatMap(rounds -> {
      Optional<Shape> array = rounds.stream().filter(s -> !s.scalar()).findFirst();
      if (array.isPresent()) {
        diagnostics.report(Diagnostic
            .at(Code.E0301, argument.value().span(), "a `for` in a call lists numbers, but this is "
                + array.get().describe())
            .label("shape " + array.get())
            .help("list arrays in brackets: `[... for i in 1:n]` makes them the rows of a matrix"));
        return Optional.empty();
      }
      return Optional.of(Shape.vector(rounds.size()));
    });
  }
}
