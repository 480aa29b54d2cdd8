/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.ast.Comprehension;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.Statement;
import org.costate.compiler.ast.UnitExpression;
import org.costate.compiler.source.Span;
import org.costate.runtime.problem.Manifold;

/** What a name stands for. One object for each declaration, so equality is identity. */
public abstract sealed class Symbol {
  private final String name;
  private final Span place;

  private Symbol(String name, Span place) {
    this.name = name;
    this.place = place;
  }

  public final String name() {
    return name;
  }

  /** Where the name is declared; empty for what belongs to the language. */
  public final Optional<Span> place() {
    return Optional.ofNullable(place);
  }

  /** What a user calls such a thing, without an article: {@code state}, {@code let}. */
  public abstract String kind();

  @Override
  public final String toString() {
    return kind() + " `" + name + "`";
  }

  /** A {@code const}. */
  public static final class Constant extends Symbol {
    private final Member.Const declaration;

    Constant(Member.Const declaration) {
      super(declaration.name().text(), declaration.name().span());
      this.declaration = declaration;
    }

    public Member.Const declaration() {
      return declaration;
    }

    @Override
    public String kind() {
      return "const";
    }
  }

  /** A param, design, signal, state, control or algebraic variable; a coordinate and its rate are states, a free final time is a design. */
  public static final class Variable extends Symbol {
    private final Member.Variable declaration;

    Variable(Member.Variable declaration) {
      super(declaration.name().text(), declaration.name().span());
      this.declaration = declaration;
    }

    public Member.Variable declaration() {
      return declaration;
    }

    public boolean is(Member.Variable.Kind wanted) {
      return declaration.kind() == wanted;
    }

    /** What its values are: plain numbers unless it is declared as an {@code angle} or a {@code quat}. */
    public Manifold manifold() {
      return declaration.unit().map(UnitExpression::text).map(type -> switch (type) {
        case "angle" -> Manifold.ANGLE;
        case "quat" -> Manifold.QUATERNION;
        default -> Manifold.LINEAR;
      }).orElse(Manifold.LINEAR);
    }

    @Override
    public String kind() {
      return declaration.kind().word();
    }
  }

  /** A {@code noise}: zero in a solve, drawn in a simulation. */
  public static final class Noise extends Symbol {
    private final Member.Noise declaration;

    Noise(Member.Noise declaration) {
      super(declaration.name().text(), declaration.name().span());
      this.declaration = declaration;
    }

    public Member.Noise declaration() {
      return declaration;
    }

    @Override
    public String kind() {
      return "noise";
    }
  }

  /** An {@code observe}: what a policy sees. */
  public static final class Observation extends Symbol {
    private final Member.Observe declaration;

    Observation(Member.Observe declaration) {
      super(declaration.name().text(), declaration.name().span());
      this.declaration = declaration;
    }

    public Member.Observe declaration() {
      return declaration;
    }

    @Override
    public String kind() {
      return "observation";
    }
  }

  /** A {@code let}. */
  public static final class Let extends Symbol {
    private final Member.Let declaration;

    Let(Member.Let declaration) {
      super(declaration.name().text(), declaration.name().span());
      this.declaration = declaration;
    }

    public Member.Let declaration() {
      return declaration;
    }

    @Override
    public String kind() {
      return "let";
    }
  }

  /** A function of the user. */
  public static final class Function extends Symbol {
    private final Member.Function declaration;

    Function(Member.Function declaration) {
      super(declaration.name().text(), declaration.name().span());
      this.declaration = declaration;
    }

    public Member.Function declaration() {
      return declaration;
    }

    @Override
    public String kind() {
      return "function";
    }
  }

  /** A function given by points. */
  public static final class Table extends Symbol {
    private final Member.Table declaration;

    Table(Member.Table declaration) {
      super(declaration.name().text(), declaration.name().span());
      this.declaration = declaration;
    }

    public Member.Table declaration() {
      return declaration;
    }

    @Override
    public String kind() {
      return "table";
    }
  }

  /** A formal parameter of a function. */
  public static final class Parameter extends Symbol {
    private final org.costate.compiler.ast.Parameter declaration;

    Parameter(org.costate.compiler.ast.Parameter declaration) {
      super(declaration.name().text(), declaration.name().span());
      this.declaration = declaration;
    }

    public org.costate.compiler.ast.Parameter declaration() {
      return declaration;
    }

    @Override
    public String kind() {
      return "parameter";
    }
  }

  /** The variable of a comprehension. */
  public static final class Loop extends Symbol {
    Loop(Comprehension declaration) {
      super(declaration.variable().text(), declaration.variable().span());
    }

    @Override
    public String kind() {
      return "loop variable";
    }
  }

  /** A model or a problem. */
  public static final class Container extends Symbol {
    private final Item item;

    Container(Item.Model model) {
      super(model.name().text(), model.name().span());
      this.item = model;
    }

    Container(Item.Problem problem) {
      super(problem.name().text(), problem.name().span());
      this.item = problem;
    }

    public Item item() {
      return item;
    }

    @Override
    public String kind() {
      return item instanceof Item.Model ? "model" : "problem";
    }
  }

  /** What an import gives a name to: a module, or the first parts of the names of modules, as `lib` is of `lib.quat`. */
  public static final class Module extends Symbol {
    private final String path;
    private final Map<String, Module> inner = new LinkedHashMap<>();
    private Optional<Scope> names = Optional.empty();
    private boolean missing;

    /** @param path its full name */
    Module(Name name, String path) {
      super(name.text(), name.span());
      this.path = path;
    }

    /** The full name: {@code lib.quat}. */
    public String path() {
      return path;
    }

    /** The names that the file of the module declares. */
    Optional<Scope> names() {
      return names;
    }

    /** The modules whose names go on after this one's. */
    Map<String, Module> inner() {
      return inner;
    }

    /** @param scope of the module's file; empty if it could not be read, which was reported */
    void open(Optional<Scope> scope) {
      names = scope;
      missing = scope.isEmpty();
    }

    /** Whether its names are unknown for a reason that was reported. */
    boolean missing() {
      return missing;
    }

    @Override
    public String kind() {
      return "module";
    }
  }

  /** A {@code policy}. */
  public static final class Policy extends Symbol {
    private final Item.Policy item;

    Policy(Item.Policy item) {
      super(item.name().text(), item.name().span());
      this.item = item;
    }

    public Item.Policy item() {
      return item;
    }

    @Override
    public String kind() {
      return "policy";
    }
  }

  /** A {@code layer} of a policy, or a {@code let} there. */
  public static final class Layer extends Symbol {
    private final String kind;
    private final Expression value;

    Layer(Statement.Layer declaration) {
      super(declaration.name().text(), declaration.name().span());
      this.kind = "layer";
      this.value = declaration.value();
    }

    Layer(Member.Let declaration) {
      super(declaration.name().text(), declaration.name().span());
      this.kind = "let";
      this.value = declaration.value();
    }

    Expression value() {
      return value;
    }

    @Override
    public String kind() {
      return kind;
    }
  }

  /** A function that has a meaning in policies only. */
  public static final class NetworkFunction extends Symbol {
    private final NetworkCall function;

    NetworkFunction(NetworkCall function) {
      super(function.word(), null);
      this.function = function;
    }

    NetworkCall function() {
      return function;
    }

    @Override
    public String kind() {
      return "function of policies";
    }
  }

  /** A built-in function. */
  public static final class BuiltIn extends Symbol {
    private final Builtin function;

    BuiltIn(Builtin function) {
      super(function.word(), null);
      this.function = function;
    }

    public Builtin function() {
      return function;
    }

    @Override
    public String kind() {
      return "built-in function";
    }
  }

  /** A name of the language that is no function. */
  public static final class Word extends Symbol {
    /** Which one. */
    public enum Meaning {
      /** The circle's number. */
      PI("built-in constant"),
      /** Time, or the number of the step. */
      T("time"),
      /** {@code csv("file")}: numbers of a data file; in a signal, their value at its time. */
      CSV("data import"),
      OBJECTIVE("result"),
      MAX_VIOLATION("result"),
      ITERATIONS("result"),
      /** After a training: what an episode gives on average. */
      MEAN_RETURN("result"),
      /** {@code initial(e)}: e at the start of the trajectory. */
      INITIAL("result"),
      /** {@code final(e)}: e at its end. */
      FINAL("result");

      private final String kind;

      Meaning(String kind) {
        this.kind = kind;
      }

      public String word() {
        return name().toLowerCase(Locale.ROOT);
      }
    }

    private final Meaning meaning;

    Word(Meaning meaning) {
      super(meaning.word(), null);
      this.meaning = meaning;
    }

    public Meaning meaning() {
      return meaning;
    }

    @Override
    public String kind() {
      return meaning.kind;
    }
  }

  /** Declared by something that is not built yet, which was reported at its declaration. */
  public static final class Unbuilt extends Symbol {
    private final String kind;

    Unbuilt(String kind, String name, Span place) {
      super(name, place);
      this.kind = kind;
    }

    @Override
    public String kind() {
      return kind;
    }
  }
}
