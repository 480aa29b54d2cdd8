model M {
  view {
    let hand = [x, y];
    line(a, b);
    tip: disc(hand, 0.05, color = "red");
    view.box(c, size, angle);
  }
}
