/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ast;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A tree back to source, one statement a line: parsing the print of a parsed tree gives the same tree, apart from
 * spans. Doc comments are printed, other comments are not in the tree. Parentheses are those of the tree; none are
 * added to a tree built by hand.
 */
public final class Printer {
  private final StringBuilder out = new StringBuilder();
  private final Map<Integer, String> docs;
  private int depth;

  private Printer(Map<Integer, String> docs) {
    this.docs = docs;
  }

  public static String print(SourceFile file) {
    Printer printer = new Printer(file.docs());
    printer.file(file);
    return printer.out.toString();
  }

  /** The expression on one line. */
  public static String print(Expression expression) {
    Printer printer = new Printer(Map.of());
    printer.expression(expression);
    return printer.out.toString();
  }

  /** The unit as it stands behind a colon or in brackets. */
  public static String print(UnitExpression unit) {
    Printer printer = new Printer(Map.of());
    printer.unit(unit);
    return printer.out.toString();
  }

  // ---------- lines ----------

  private void line(Node node, Runnable content) {
    indent();
    String doc = docs.get(node.span().start());
    if (doc != null) {
      for (String text : doc.split("\n", -1)) {
        out.append("///").append(text.isEmpty() ? "" : " ").append(text).append('\n');
        indent();
      }
    }
    content.run();
    out.append('\n');
  }

  private void indent() {
    out.append("  ".repeat(depth));
  }

  private <T> void block(List<T> contents, Consumer<T> print) {
    out.append(" {\n");
    depth++;
    contents.forEach(print);
    depth--;
    indent();
    out.append('}');
  }

  private Printer put(String text) {
    out.append(text);
    return this;
  }

  private <T> void list(List<T> parts, Consumer<T> print) {
    for (int i = 0; i < parts.size(); i++) {
      put(i == 0 ? "" : ", ");
      print.accept(parts.get(i));
    }
  }

  private void clause(String word, Optional<Expression> value) {
    value.ifPresent(expression -> {
      put(word);
      expression(expression);
    });
  }

  private void end() {
    put(";");
  }

  // ---------- items ----------

  private void file(SourceFile file) {
    file.module().ifPresent(header -> line(header, () -> put("module " + header.name().text() + ";")));
    file.imports().forEach(imported -> line(imported, () -> importOf(imported)));
    file.items().forEach(this::item);
  }

  private void importOf(Import imported) {
    put("import " + imported.module().text());
    imported.alias().ifPresent(alias -> put(" as " + alias.text()));
    if (!imported.names().isEmpty()) {
      put(" {");
      list(imported.names(), name -> put(name.text()));
      put("}");
    }
    end();
  }

  private void item(Item item) {
    switch (item) {
      case Item.Model m -> line(m, () -> {
        put("model " + m.name());
        m.parent().ifPresent(parent -> put(" extends " + parent));
        block(m.members(), this::member);
      });
      case Item.Problem p -> line(p, () -> {
        put("problem " + p.name());
        p.model().ifPresent(model -> put(" for " + model));
        block(p.members(), this::member);
      });
      case Item.Policy p -> line(p, () -> {
        put("policy " + p.name() + " for " + p.problem());
        block(p.statements(), this::statement);
      });
      case Item.Run r -> line(r, () -> {
        put(switch (r.kind()) {
          case SOLVE -> "solve ";
          case TRAIN -> "train ";
          case MPC -> "mpc ";
        });
        put(r.target().text());
        r.name().ifPresent(name -> put(" as " + name));
        put(" using " + r.method());
        block(r.block().settings(), this::setting);
      });
      case Item.Declaration d -> member(d.member());
    }
  }

  // ---------- members ----------

  private void member(Member member) {
    line(member, () -> memberText(member));
  }

  private void memberText(Member member) {
    switch (member) {
      case Member.Const c -> defined("const ", c.name(), c.shape(), c.unit(), " = ", c.value());
      case Member.Variable v -> {
        declared(v.kind().word() + " ", v.name(), v.shape(), v.unit());
        clause(" = ", v.value());
        clause(" ~ ", v.distribution());
        domain(v.domain());
        clause(" scale ", v.scale());
        end();
      }
      case Member.Coordinate c -> {
        declared("coordinate ", c.name(), c.shape(), c.unit());
        put(" rate " + c.rate());
        domain(c.domain());
        end();
      }
      case Member.Noise n -> defined("noise ", n.name(), n.shape(), n.unit(), " ~ ", n.distribution());
      case Member.Observe o -> defined("observe ", o.name(), o.shape(), o.unit(), " = ", o.value());
      case Member.Let l -> let(l);
      case Member.Function f -> {
        signature("function ", f.name(), f.parameters(), f.shape(), f.unit());
        functionBody(f);
      }
      case Member.Extern e -> {
        signature("extern function ", e.name(), e.parameters(), e.shape(), e.unit());
        end();
      }
      case Member.Table t -> {
        signature("table ", t.name(), t.parameters(), List.of(), t.unit());
        clause(" = ", Optional.of(t.value()));
        end();
      }
      case Member.Unit u -> {
        put("unit " + u.name() + " = ");
        u.value().ifPresent(this::expression);
        u.unit().ifPresent(unit -> {
          put(": ");
          unit(unit);
        });
        end();
      }
      case Member.Dynamics d -> {
        put("dynamics");
        block(d.statements(), this::statement);
      }
      case Member.Lagrangian l -> {
        put("lagrangian");
        block(l.statements(), this::statement);
      }
      case Member.View v -> {
        put("view");
        block(v.statements(), this::statement);
      }
      case Member.Start s -> start(s);
      case Member.Guess g -> guess(g);
      case Member.Horizon h -> horizon(h);
      case Member.Integrator i -> {
        put("integrator " + i.rule());
        clause(" substeps ", i.substeps());
        i.cost().ifPresent(cost -> put(" cost " + cost));
        end();
      }
      case Member.Objective o -> {
        put(o.maximize() ? "maximize" : "minimize");
        block(o.items(), this::costItem);
      }
      case Member.Constraints c -> {
        put("constraints");
        block(c.items(), this::constraintItem);
      }
      case Member.Terminate t -> {
        put("terminate when ");
        labelled(t.label(), t.condition());
      }
    }
  }

  private void declared(String keyword, Name name, List<Expression> shape, Optional<UnitExpression> unit) {
    put(keyword + name);
    shape(shape);
    unit.ifPresent(u -> {
      put(" : ");
      unit(u);
    });
  }

  private void defined(
      String keyword, Name name, List<Expression> shape, Optional<UnitExpression> unit, String how, Expression value) {
    declared(keyword, name, shape, unit);
    put(how);
    expression(value);
    end();
  }

  private void let(Member.Let let) {
    defined("let ", let.name(), let.shape(), let.unit(), " = ", let.value());
  }

  private void signature(
      String keyword, Name name, List<Parameter> parameters, List<Expression> shape, Optional<UnitExpression> unit) {
    put(keyword + name + "(");
    list(parameters, parameter -> declared("", parameter.name(), parameter.shape(), parameter.unit()));
    put(")");
    shape(shape);
    unit.ifPresent(u -> {
      put(" : ");
      unit(u);
    });
  }

  private void functionBody(Member.Function function) {
    if (function.lets().isEmpty()) {
      put(" = ");
      expression(function.value());
      end();
      return;
    }
    put(" {\n");
    depth++;
    function.lets().forEach(let -> line(let, () -> let(let)));
    indent();
    put("return ");
    expression(function.value());
    put(";\n");
    depth--;
    indent();
    put("}");
  }

  private void start(Member.Start start) {
    put("start ");
    list(start.items(), item -> {
      element(item.target());
      clause(" = ", item.value());
      clause(" ~ ", item.distribution());
      put(item.free() ? " free" : "");
    });
    end();
  }

  private void guess(Member.Guess guess) {
    put("guess ");
    list(guess.items(), item -> {
      element(item.target());
      clause(" = ", Optional.of(item.value()));
    });
    end();
  }

  private void horizon(Member.Horizon horizon) {
    put("horizon");
    clause(" ", horizon.duration());
    horizon.free().ifPresent(free -> {
      put(" free " + free.name());
      domain(Optional.of(free.domain()));
      clause(" guess ", free.guess());
    });
    clause(" steps ", Optional.of(horizon.steps()));
    end();
  }

  private void costItem(CostItem item) {
    line(item, () -> {
      put(switch (item.kind()) {
        case RUNNING -> "running ";
        case TERMINAL -> "terminal ";
      });
      labelled(item.label(), item.value());
    });
  }

  private void constraintItem(ConstraintItem item) {
    line(item, () -> {
      put(switch (item.kind()) {
        case PATH -> "path";
        case INITIAL -> "initial";
        case TERMINAL -> "terminal";
        case AT -> "at";
      });
      clause("(", item.time());
      put(item.time().isPresent() ? ") " : " ");
      item.label().ifPresent(label -> put(label + ": "));
      expression(item.condition());
      comprehension(item.loop());
      clause(" soft ", item.soft());
      end();
    });
  }

  private void labelled(Optional<Name> label, Expression value) {
    labelled(label, value, Optional.empty());
  }

  private void labelled(Optional<Name> label, Expression value, Optional<Comprehension> loop) {
    label.ifPresent(name -> put(name + ": "));
    expression(value);
    comprehension(loop);
    end();
  }

  // ---------- statements ----------

  private void statement(Statement statement) {
    line(statement, () -> statementText(statement));
  }

  private void statementText(Statement statement) {
    switch (statement) {
      case Member.Let l -> let(l);
      case Statement.Derivative d -> {
        put(switch (d.kind()) {
          case DER -> "der(";
          case NEXT -> "next(";
        });
        assigned(d.state() + ")", d.value());
      }
      case Statement.Equation e -> {
        put("equation ");
        labelled(e.label(), e.condition());
      }
      case Statement.After a -> {
        put("after");
        block(a.assignments(), assignment -> {
          indent();
          assigned(assignment.state().text(), assignment.value());
          put("\n");
        });
      }
      case Statement.Energy e -> assigned(switch (e.kind()) {
        case KINETIC -> "kinetic";
        case POTENTIAL -> "potential";
        case DISSIPATION -> "dissipation";
      }, e.value());
      case Statement.Force f -> assigned("force(" + f.coordinate() + ")", f.value());
      case Statement.Drawing d -> labelled(d.label(), d.shape(), d.loop());
      case Statement.Input i -> {
        put("input ");
        list(i.names(), name -> put(name.text()));
        end();
      }
      case Statement.Layer l -> assigned("layer " + l.name(), l.value());
      case Statement.Output o -> {
        put("output " + o.name() + (o.stochastic() ? " ~ " : " = "));
        expression(o.value());
        end();
      }
    }
  }

  private void assigned(String target, Expression value) {
    put(target + " = ");
    expression(value);
    end();
  }

  private void setting(Setting setting) {
    line(setting, () -> {
      switch (setting) {
        case Setting.Option o -> assigned(o.name().text(), o.value());
        case Setting.Group g -> {
          put(g.name().text());
          block(g.block().settings(), this::setting);
        }
        case Setting.Expect e -> {
          put("expect ");
          expression(e.condition());
          end();
        }
        case Member.Start s -> start(s);
        case Member.Guess g -> guess(g);
      }
    });
  }

  // ---------- parts of statements ----------

  private void shape(List<Expression> shape) {
    if (!shape.isEmpty()) {
      put("[");
      list(shape, this::expression);
      put("]");
    }
  }

  private void domain(Optional<Domain> domain) {
    switch (domain.orElse(null)) {
      case null -> {}
      case Domain.Interval i -> {
        put(" in [");
        list(List.of(i.lower(), i.upper()), this::expression);
        put("]");
      }
      case Domain.Choices c -> {
        put(" in {");
        list(c.values(), this::expression);
        put("}");
      }
    }
  }

  private void element(Element element) {
    put(element.name().text());
    if (!element.slices().isEmpty()) {
      slices(element.slices());
    }
  }

  private void slices(List<Slice> slices) {
    put("[");
    list(slices, slice -> {
      switch (slice) {
        case Slice.All _ -> put(":");
        case Slice.At at -> expression(at.index());
        case Slice.Range range -> {
          expression(range.from());
          put(":");
          expression(range.to());
        }
      }
    });
    put("]");
  }

  private void comprehension(Optional<Comprehension> loop) {
    loop.ifPresent(c -> {
      put(" for " + c.variable() + " in ");
      expression(c.from());
      put(":");
      expression(c.to());
    });
  }

  // ---------- expressions ----------

  /** Left operands and what stands before a postfix are gone down in a loop: they may be nested without limit. */
  private void expression(Expression expression) {
    Deque<Expression> pending = new ArrayDeque<>();
    Expression innermost = expression;
    Optional<Expression> left = innermost.leading();
    while (left.isPresent()) {
      pending.push(innermost);
      innermost = left.get();
      left = innermost.leading();
    }
    rest(innermost);
    while (!pending.isEmpty()) {
      rest(pending.pop());
    }
  }

  /** Prints an expression without its leftmost part, which stands there already. */
  private void rest(Expression expression) {
    switch (expression) {
      case Expression.Number n -> {
        put(n.text());
        n.unit().ifPresent(unit -> {
          put(" [");
          unit(unit);
          put("]");
        });
      }
      case Expression.Text t -> text(t.value());
      case Expression.Truth t -> put(t.value() ? "true" : "false");
      case Expression.Infinity _ -> put("inf");
      case Expression.Reference r -> put(r.text());
      case Expression.Parenthesized p -> {
        put("(");
        expression(p.inner());
        put(")");
      }
      case Expression.Array a -> {
        put("[");
        for (int i = 0; i < a.rows().size(); i++) {
          put(i == 0 ? "" : "; ");
          list(a.rows().get(i).elements(), this::expression);
          comprehension(a.rows().get(i).loop());
        }
        put("]");
      }
      case Expression.Unary u -> {
        put(u.operator() == Expression.UnaryOperator.NOT ? "not " : u.operator().symbol());
        expression(u.operand());
      }
      case Expression.Conditional c -> {
        put("if ");
        expression(c.condition());
        put(" then ");
        expression(c.whenTrue());
        put(" else ");
        expression(c.whenFalse());
      }
      case Expression.Binary b -> {
        put(" " + b.operator().symbol() + " ");
        expression(b.right());
      }
      case Expression.Call c -> {
        put("(");
        list(c.arguments(), argument -> {
          argument.name().ifPresent(name -> put(name + " = "));
          expression(argument.value());
          comprehension(argument.loop());
        });
        put(")");
      }
      case Expression.Index i -> slices(i.slices());
      case Expression.Select s -> put("." + s.member());
      case Expression.Transpose _ -> put("'");
    }
  }

  private void text(String value) {
    put("\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t") + "\"");
  }

  // ---------- units ----------

  private void unit(UnitExpression unit) {
    for (int i = 0; i < unit.factors().size(); i++) {
      UnitExpression.Factor factor = unit.factors().get(i);
      put(i == 0 ? "" : factor.divides() ? "/" : "*");
      switch (factor.atom()) {
        case UnitExpression.Named named -> put(named.name().text());
        case UnitExpression.Scale scale -> put(number(scale.value()));
        case UnitExpression.Group group -> {
          put("(");
          unit(group.unit());
          put(")");
        }
      }
      factor.exponent().ifPresent(exponent -> put("^" + number(exponent)));
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? (Double.compare(value, -0.0) == 0 ? "-0" : Long.toString((long) value))
        : Double.toString(value);
  }
}
