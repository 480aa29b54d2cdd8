/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.costate.compiler.ast.Comprehension;
import org.costate.compiler.ast.ConstraintItem;
import org.costate.compiler.ast.CostItem;
import org.costate.compiler.ast.Domain;
import org.costate.compiler.ast.Element;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.GuessItem;
import org.costate.compiler.ast.Import;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.Node;
import org.costate.compiler.ast.Parameter;
import org.costate.compiler.ast.QualifiedName;
import org.costate.compiler.ast.Setting;
import org.costate.compiler.ast.SourceFile;
import org.costate.compiler.ast.StartItem;
import org.costate.compiler.ast.Statement;
import org.costate.compiler.ast.UnitExpression;

/**
 * Walks a tree and its tokens side by side: gives each token its join, and cuts the tokens into lines. A method that
 * joins several tokens leaves the first one to its caller, who has said how it is joined.
 *
 * @param joins how the tokens are joined
 * @param lines what they are cut into
 */
record Outline(Joins joins, List<Line> lines) {
  /** The level of what stands loosely in a statement: its clauses, the items of its list. */
  private static final int CLAUSE = 0;

  /** The level at which a statement's expressions start. */
  private static final int EXPRESSION = 1;

  static Outline of(SourceFile file, Tokens tokens) {
    Walk walk = new Walk(tokens);
    walk.file(file);
    return new Outline(walk.joins, walk.lines.all());
  }

  private static final class Walk {
    private final Joins joins;
    private final ExpressionOutline expressions;
    private final Lines lines;

    Walk(Tokens tokens) {
      this.joins = new Joins(tokens);
      this.expressions = new ExpressionOutline(joins);
      this.lines = new Lines(joins, expressions);
    }

    // ---------- items ----------

    void file(SourceFile file) {
      file.module().ifPresent(header -> lines.statement(Line.Kind.PLAIN, () -> headed(1, header.name())));
      file.imports().forEach(imported -> lines.statement(Line.Kind.PLAIN, () -> importOf(imported)));
      file.items().forEach(this::item);
    }

    private void importOf(Import imported) {
      headed(1, imported.module());
      joins.space();
      if (imported.alias().isPresent()) {
        words(2);
      } else if (!imported.names().isEmpty()) {
        joins.take();
        list(imported.names(), CLAUSE, _ -> joins.take());
        joins.take();
      } else {
        joins.with(Join.TIGHT);
      }
    }

    private void item(Item item) {
      switch (item) {
        case Item.Model m -> block(m, () -> {
          words(2);
          m.parent().ifPresent(this::headedClause);
        }, m.members(), this::member);
        case Item.Problem p -> block(p, () -> {
          words(2);
          p.model().ifPresent(this::headedClause);
        }, p.members(), this::member);
        case Item.Policy p -> block(p, () -> {
          words(2);
          headedClause(p.problem());
        }, p.statements(), this::statement);
        case Item.Run r -> block(r, () -> {
          headed(1, r.target());
          r.name().ifPresent(_ -> clause(2));
          clause(2);
        }, r.block().settings(), this::setting);
        case Item.Declaration d -> member(d.member());
      }
    }

    private <T> void block(Node node, Runnable header, List<T> contents, Consumer<T> content) {
      List<Runnable> inside = new ArrayList<>();
      contents.forEach(part -> inside.add(() -> content.accept(part)));
      lines.block(node.span().end(), header, inside);
    }

    private <T> void block(Node node, List<T> contents, Consumer<T> content) {
      block(node, () -> words(1), contents, content);
    }

    // ---------- members ----------

    private void member(Member member) {
      switch (member) {
        case Member.Const c -> declaration(() -> defined(c.shape(), c.unit(), c.value()));
        case Member.Variable v -> declaration(() -> {
          declared(v.shape(), v.unit());
          v.value().ifPresent(this::assigned);
          v.distribution().ifPresent(this::assigned);
          v.domain().ifPresent(domain -> domain(domain, Join.column(Join.Column.DOMAIN, CLAUSE)));
          v.scale().ifPresent(scale -> clause(Join.column(Join.Column.SCALE, CLAUSE), scale));
        });
        case Member.Coordinate c -> declaration(() -> {
          declared(c.shape(), c.unit());
          joins.with(Join.column(Join.Column.RATE, CLAUSE));
          words(2);
          c.domain().ifPresent(domain -> domain(domain, Join.column(Join.Column.DOMAIN, CLAUSE)));
        });
        case Member.Noise n -> declaration(() -> defined(n.shape(), n.unit(), n.distribution()));
        case Member.Observe o -> declaration(() -> defined(o.shape(), o.unit(), o.value()));
        case Member.Let l -> let(l);
        case Member.Function f -> function(f);
        case Member.Extern e -> lines.statement(Line.Kind.PLAIN, () -> {
          words(3);
          signature(e.parameters(), e.shape(), e.unit());
        });
        case Member.Table t -> lines.statement(Line.Kind.PLAIN, () -> {
          words(2);
          signature(t.parameters(), List.of(), t.unit());
          assigned(t.value());
        });
        case Member.Unit u -> declaration(() -> {
          keywordAndName();
          u.value().ifPresent(this::assigned);
          if (u.unit().isPresent()) {
            joins.with(Join.column(Join.Column.ASSIGNMENT, Join.NEVER));
            joins.take();
          }
          unit(u.unit(), Join.SPACE);
        });
        case Member.Dynamics d -> block(d, d.statements(), this::statement);
        case Member.Lagrangian l -> block(l, l.statements(), this::statement);
        case Member.View v -> block(v, v.statements(), this::statement);
        case Member.Start s -> start(s);
        case Member.Guess g -> guess(g);
        case Member.Horizon h -> lines.statement(Line.Kind.PLAIN, () -> horizon(h));
        case Member.Integrator i -> lines.statement(Line.Kind.PLAIN, () -> {
          words(2);
          i.substeps().ifPresent(this::clause);
          i.cost().ifPresent(_ -> clause(2));
        });
        case Member.Objective o -> block(o, o.items(), this::costItem);
        case Member.Constraints c -> block(c, c.items(), this::constraintItem);
        case Member.Terminate t -> lines.statement(Line.Kind.PLAIN, () -> {
          words(2);
          joins.space();
          labelled(t.label(), t.condition());
        });
      }
    }

    private void declaration(Runnable content) {
      lines.statement(Line.Kind.DECLARATION, content);
    }

    private void keywordAndName() {
      joins.take();
      joins.with(Join.column(Join.Column.NAME, Join.NEVER));
      joins.take();
    }

    private void declared(List<Expression> shape, Optional<UnitExpression> unit) {
      keywordAndName();
      expressions.shape(shape);
      unit(unit, Join.column(Join.Column.UNIT, Join.NEVER));
    }

    private void defined(List<Expression> shape, Optional<UnitExpression> unit, Expression value) {
      declared(shape, unit);
      assigned(value);
    }

    private void let(Member.Let let) {
      declaration(() -> defined(let.shape(), let.unit(), let.value()));
    }

    private void function(Member.Function function) {
      int from = joins.next();
      Runnable header = () -> {
        words(2);
        signature(function.parameters(), function.shape(), function.unit());
      };
      header.run();
      boolean formula = joins.peek().text().equals("=");
      joins.back(from);
      if (formula) {
        lines.statement(Line.Kind.PLAIN, () -> {
          header.run();
          assigned(function.value(), Join.Breaking.FOR_THE_REST);
        });
        return;
      }
      List<Runnable> body = new ArrayList<>();
      function.lets().forEach(let -> body.add(() -> let(let)));
      body.add(() -> lines.statement(Line.Kind.PLAIN, () -> keywordAnd(function.value())));
      lines.block(function.span().end(), header, body);
    }

    /** What stands behind the name of a function. */
    private void signature(List<Parameter> parameters, List<Expression> shape, Optional<UnitExpression> unit) {
      joins.take();
      list(parameters, Join.LAST_RESORT, parameter -> {
        joins.take();
        expressions.shape(parameter.shape());
        unit(parameter.unit(), Join.SPACE);
      });
      joins.take();
      expressions.shape(shape);
      unit(unit, Join.SPACE);
    }

    // ---------- clauses of a problem ----------

    private void start(Member.Start start) {
      Line.Kind kind = start.items().size() == 1 ? Line.Kind.OPTION : Line.Kind.PLAIN;
      lines.statement(kind, () -> keywordAndList(start.items(), this::startItem));
    }

    private void startItem(StartItem item) {
      element(item.target());
      item.value().ifPresent(value -> assigned(value, Join.Breaking.WHERE_FULL));
      item.distribution().ifPresent(value -> assigned(value, Join.Breaking.WHERE_FULL));
      if (item.free()) {
        joins.space();
        joins.take();
      }
    }

    private void guess(Member.Guess guess) {
      Line.Kind kind = guess.items().size() == 1 ? Line.Kind.OPTION : Line.Kind.PLAIN;
      lines.statement(kind, () -> keywordAndList(guess.items(), this::guessItem));
    }

    private void guessItem(GuessItem item) {
      element(item.target());
      assigned(item.value(), Join.Breaking.WHERE_FULL);
    }

    private void element(Element element) {
      joins.take();
      if (!element.slices().isEmpty()) {
        expressions.slices(element.slices(), Join.LAST_RESORT);
      }
    }

    private void horizon(Member.Horizon horizon) {
      joins.take();
      joins.space();
      horizon.duration().ifPresent(this::expression);
      horizon.free().ifPresent(free -> {
        words(2);
        domain(free.domain(), Join.breakable(CLAUSE, true));
        free.guess().ifPresent(this::clause);
      });
      clause(horizon.steps());
    }

    private void costItem(CostItem item) {
      lines.statement(Line.Kind.COST_OR_CONSTRAINT, () -> {
        joins.take();
        joins.with(Join.column(Join.Column.NAME, Join.NEVER));
        labelled(item.label(), item.value());
      });
    }

    private void constraintItem(ConstraintItem item) {
      lines.statement(Line.Kind.COST_OR_CONSTRAINT, () -> {
        joins.take();
        item.time().ifPresent(this::inParentheses);
        joins.with(Join.column(Join.Column.NAME, Join.NEVER));
        labelled(item.label(), item.condition());
        loop(item.loop());
        item.soft().ifPresent(weight -> clause(Join.column(Join.Column.SOFT, CLAUSE), weight));
      });
    }

    private void loop(Optional<Comprehension> loop) {
      loop.ifPresent(l -> {
        joins.with(Join.column(Join.Column.LOOP, CLAUSE));
        expressions.comprehension(l.from(), l.to(), EXPRESSION);
      });
    }

    // ---------- statements ----------

    private void statement(Statement statement) {
      switch (statement) {
        case Member.Let l -> let(l);
        case Statement.Derivative d -> derivative(d.value());
        case Statement.Force f -> derivative(f.value());
        case Statement.Equation e -> lines.statement(Line.Kind.PLAIN, () -> {
          joins.take();
          joins.space();
          labelled(e.label(), e.condition());
        });
        case Statement.After a ->
          block(a, a.assignments(), assignment -> equation(() -> nameAnd(assignment.value())));
        case Statement.Energy e -> equation(() -> nameAnd(e.value()));
        case Statement.Drawing d ->
          lines.statement(Line.Kind.COST_OR_CONSTRAINT, () -> {
            labelled(d.label(), d.shape());
            loop(d.loop());
          });
        case Statement.Input i -> lines.statement(Line.Kind.PLAIN, () -> keywordAndList(i.names(), _ -> joins.take()));
        case Statement.Layer l -> declaration(() -> defined(List.of(), Optional.empty(), l.value()));
        case Statement.Output o -> declaration(() -> defined(List.of(), Optional.empty(), o.value()));
      }
    }

    private void equation(Runnable content) {
      lines.statement(Line.Kind.EQUATION, content);
    }

    /** {@code der(x) = value}, {@code force(q) = value} */
    private void derivative(Expression value) {
      equation(() -> {
        for (int token = 0; token < 4; token++) { // der ( x )
          joins.take();
        }
        assigned(value);
      });
    }

    private void nameAnd(Expression value) {
      joins.take();
      assigned(value);
    }

    private void setting(Setting setting) {
      switch (setting) {
        case Setting.Option o -> lines.statement(Line.Kind.OPTION, () -> nameAnd(o.value()));
        case Setting.Group g -> block(g, g.block().settings(), this::setting);
        case Setting.Expect e -> lines.statement(Line.Kind.PLAIN, () -> keywordAnd(e.condition()));
        case Member.Start s -> start(s);
        case Member.Guess g -> guess(g);
      }
    }

    // ---------- parts ----------

    /** Words with spaces between them. */
    private void words(int count) {
      for (int word = 0; word < count; word++) {
        if (word > 0) {
          joins.space();
        }
        joins.take();
      }
    }

    /** Words, and a qualified name. */
    private void headed(int count, QualifiedName name) {
      words(count);
      joins.space();
      joins.upTo(name.span().end());
    }

    /** {@code for name}, {@code extends name} */
    private void headedClause(QualifiedName name) {
      joins.with(Join.breakable(CLAUSE, true));
      headed(1, name);
    }

    private void clause(int words) {
      joins.with(Join.breakable(CLAUSE, true));
      words(words);
    }

    /** {@code steps n} */
    private void clause(Expression value) {
      clause(Join.breakable(CLAUSE, true), value);
    }

    private void clause(Join join, Expression value) {
      joins.with(join);
      keywordAnd(value);
    }

    private void keywordAnd(Expression value) {
      joins.take();
      joins.space();
      expression(value);
    }

    private <T> void keywordAndList(List<T> parts, Consumer<T> part) {
      joins.take();
      joins.space();
      list(parts, CLAUSE, part);
    }

    /** {@code a, b, c} */
    private <T> void list(List<T> parts, int level, Consumer<T> part) {
      for (int i = 0; i < parts.size(); i++) {
        if (i > 0) {
          joins.take();
          joins.with(Join.breakable(level, true));
        }
        part.accept(parts.get(i));
      }
    }

    /** {@code = value}, {@code ~ value}: a value that has room on a line of its own is not broken, unless it is a sum. */
    private void assigned(Expression value) {
      assigned(value,
          ExpressionOutline.loose(value) ? Join.Breaking.WHERE_FULL : Join.Breaking.FOR_THE_REST);
    }

    private void assigned(Expression value, Join.Breaking breaking) {
      joins.with(Join.column(Join.Column.ASSIGNMENT, Join.NEVER));
      joins.take();
      joins.with(Join.spaced(Join.LAST_RESORT, breaking));
      expression(value);
    }

    /** {@code label: value}, or {@code value} only. */
    private void labelled(Optional<Name> label, Expression value) {
      if (label.isPresent()) {
        joins.take();
        joins.take();
        joins.with(Join.column(Join.Column.VALUE, Join.LAST_RESORT));
      }
      expression(value);
    }

    private void inParentheses(Expression expression) {
      joins.take();
      expression(expression);
      joins.take();
    }

    private void unit(Optional<UnitExpression> unit, Join join) {
      unit.ifPresent(expression -> {
        joins.with(join);
        joins.take();
        joins.space();
        joins.upTo(expression.span().end());
      });
    }

    /** {@code in [a, b]}, {@code in {a, b}} */
    private void domain(Domain domain, Join join) {
      joins.with(join);
      joins.take();
      joins.space();
      joins.take();
      expressions.list(switch (domain) {
        case Domain.Interval i -> List.of(i.lower(), i.upper());
        case Domain.Choices c -> c.values();
      }, EXPRESSION);
      joins.take();
    }

    private void expression(Expression expression) {
      expressions.expression(expression, EXPRESSION);
    }
  }
}
