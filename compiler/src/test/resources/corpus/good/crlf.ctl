model M {
  /// A state
  /// of two lines.
  state x : m;

  dynamics {
    der(x) = 1;
  }
}
