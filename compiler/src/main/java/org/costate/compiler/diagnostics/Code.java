/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.diagnostics;

/**
 * Every diagnostic has a code: E01 syntax, E02 names, E03 shapes, E04 units, E05 model, E06 derivatives, E07 time, E08
 * policy and runs, E09 limits, E10 data, W lint, R run time. Each code has a page in docs/diagnostics, which {@code costate
 * explain} prints.
 */
public enum Code {
  E0101("a word or sign is missing or out of place"),
  E0102("a bracket is not closed"),
  E0103("a product needs `*`"),
  E0104("a text or comment is not closed, or a character has no meaning"),
  E0105("an operator or word of another language"),
  E0106("a keyword stands where a name is needed"),
  E0107("`=` and `==` are mixed up"),
  E0108("a number is too large"),
  E0201("a name is not declared"),
  E0202("a name is not visible where it is used"),
  E0203("a name is declared twice"),
  E0204("a name stands for another kind of thing"),
  E0205("there is no such module"),
  E0206("imports form a loop"),
  E0207("a module and its file have different names"),
  E0208("a module cannot be read"),
  E0301("shapes do not fit"),
  E0302("a function is called with the wrong number of arguments"),
  E0303("an index is outside its array"),
  E0304("an index is not known when compiling"),
  E0305("a number, a truth value or a text is expected"),
  E0306("the rows of an array differ"),
  E0307("a shape is not made of positive whole numbers"),
  E0401("quantities of different kinds are put together"),
  E0402("an argument has the wrong unit"),
  E0403("a unit is not known"),
  E0404("a value does not have the declared unit"),
  E0405("the declaration of a unit is wrong"),
  E0406("it is not clear in which unit a number counts"),
  E0501("the states and their dynamics do not match"),
  E0502("the states and their start do not match"),
  E0503("a state is given a value in its declaration"),
  E0504("a constraint uses what is not declared"),
  E0505("a name is used where it has no value"),
  E0506("a problem does not have one objective"),
  E0507("definitions form a loop"),
  E0508("bounds leave no value"),
  E0509("a param or signal has no value"),
  E0510("a guess does not fit"),
  E0511("`angle` and `quat` are types of states, `int` is one of controls"),
  E0512("a time derivative cannot be formed"),
  E0513("the algebraic variables and their equations do not match"),
  E0514("a lagrangian is incomplete or wrong"),
  E0515("a constraint is not a comparison that can hold"),
  E0516("a distribution does not fit"),
  E0517("a view draws what it cannot draw"),
  E0518("an observation does not fit"),
  E0519("what happens after a step does not fit"),
  E0602("a function without a useful derivative is differentiated"),
  E0701("a problem does not have one horizon"),
  E0702("a duration or a count is not positive"),
  E0703("a horizon is not counted in steps"),
  E0704("the integrator clause is wrong"),
  E0705("a free final time needs a closed interval of positive times"),
  E0706("a moment lies outside the horizon"),
  E0801("a method is unknown"),
  E0802("an option is unknown"),
  E0803("the value of an option does not fit"),
  E0804("a policy gives another number of values than a control has"),
  E0805("an option or a run is given twice"),
  E0806("a method does not know what a problem asks for"),
  E0807("a transcription needs equations that are not there"),
  E0808("a layer does not take what it is given"),
  E0809("an argument of a layer does not fit"),
  E0810("a policy reads what it does not see"),
  E0811("the outputs of a policy are not the controls of its problem"),
  E0812("a distribution does not fit a control"),
  E0813("a layer is used before it is defined"),
  E0814("a formula has no meaning in a policy"),
  E0901("this part of the language is not built yet"),
  E0902("a program is larger than its limits"),
  E1001("a data file cannot be read"),
  E1002("a data file is not made of rows of numbers"),
  E1003("the columns of a data file do not fit"),
  E1004("the points of a table do not make one"),
  W0201("an import is not used"),
  W0202("a name is never used, or a control moves nothing"),
  W0401("a cost has a unit and no weight"),
  W0402("a unit binds to one number of a quotient"),
  W0403("something without a unit counts in SI units"),
  W0603("the two sides of an `if` do not meet"),
  W0604("a limit of a length has a corner"),
  W0605("a squared difference of an angle pays for the long way round"),
  W0703("the steps are too long for an explicit integrator"),
  R0901("no trajectory meets every constraint"),
  R0902("a number became infinite or not a number during a solve"),
  R0903("equations have no solution near the guess during a solve");

  private final String title;

  Code(String title) {
    this.title = title;
  }

  /** One sentence, without a final stop. */
  public String title() {
    return title;
  }

  public Severity severity() {
    return name().charAt(0) == 'W' ? Severity.WARNING : Severity.ERROR;
  }
}
