table lift(alpha : rad, mach) : N = "lift.csv";
model M {
  table cd(alpha) = [0, 1; 1, 2];
}
