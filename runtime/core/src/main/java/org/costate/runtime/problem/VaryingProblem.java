/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.List;
import java.util.Optional;
import org.costate.runtime.problem.VariableInfo.Kind;

/**
 * A problem of which some numbers are overwritten from solve to solve, so that one solver and its memory serve many cases. For one thread:
 * {@link #forAnotherThread} stays empty.
 */
public final class VaryingProblem extends ForwardingProblem {
  private final ProblemInstance instance;
  private final ProblemValues values;

  /** Whether more than starts of states varies. */
  private final boolean own;

  /** Where the numbers go: into starts, or, from {@link #PARAM} on, into params. */
  private final int[] places;

  private static final int PARAM = 1 << 30;

  /**
   * What varies.
   *
   * @param kind a state, whose start is meant, a design variable, whose value to begin with is, or a param
   * @param offset of the number among those of its kind
   */
  public record Place(Kind kind, int offset) {}

  /** @param problem not modified; params of which one element varies keep their other elements as they are now */
  public VaryingProblem(ProblemInstance problem, List<Place> places) {
    this(own(problem, places), places.stream().mapToInt(place -> place(problem, place)).toArray(),
        places.stream().anyMatch(place -> place.kind() != Kind.STATE));
  }

  private VaryingProblem(ProblemInstance instance, int[] places, boolean own) {
    super(instance);
    this.instance = instance;
    values = instance.values();
    this.places = places;
    this.own = own;
  }

  private static ProblemInstance own(ProblemInstance problem, List<Place> places) {
    ProblemInstance given = problem;
    for (VariableInfo param : problem.info().variables(Kind.PARAM)) {
      boolean varies = places.stream()
          .anyMatch(p -> p.kind() == Kind.PARAM && p.offset() >= param.offset()
              && p.offset() < param.offset() + param.size());
      given = varies ? given.with(param.name(), given.param(param.name())) : given;
    }
    return given.withOwnValues();
  }

  private static int place(ProblemInstance problem, Place place) {
    return switch (place.kind()) {
      case STATE -> place.offset();
      case DESIGN -> problem.info().size(Kind.STATE) + place.offset();
      case PARAM -> PARAM + place.offset();
      case CONTROL, SIGNAL, NOISE, OBSERVATION ->
        throw new IllegalArgumentException("a " + place.kind() + " does not vary from case to case");
    };
  }

  /**
   * Takes over the numbers of a case. Allocates nothing.
   *
   * @param numbers one for each place, none NaN; not modified
   * @return why these values do not fit together, see {@link ProblemInstance#check}; empty if they do
   */
  public Optional<String> set(double[] numbers) {
    for (int i = 0; i < places.length; i++) {
      if (places[i] >= PARAM) {
        values.given[places[i] - PARAM] = numbers[i];
      } else {
        values.starts[places[i]] = numbers[i];
      }
    }
    instance.refresh();
    return instance.trouble();
  }

  /** The instance behind it, with the values of the case. */
  public ProblemInstance instance() {
    return instance;
  }

  /** For cases of which each has its own values: a case {@link LaneStages#take takes} what {@link #set} has set. */
  @Override
  public Optional<LaneStages> lanes(int most) {
    return instance.lanes(most, own);
  }

  @Override
  public Optional<LiftedProblem> lifted() {
    return instance.lifted();
  }
}
