model A {
  contol u;
  dynamcs {
    der(x) = u;
  }
}
