model M {
  view {
    let hand = [x, y];
    line(a, b);
    tip: disc(hand, 0.05, color = "red");
    view.box(c, size, angle);
    tree: disc(trees[i, :], 0.1) for i in 1:n;
  }
}
