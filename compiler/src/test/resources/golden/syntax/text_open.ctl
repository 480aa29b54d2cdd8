solve P using ilqr {
  report = "out/p.html;
  seed = 2u;
}
