model M {
  state x : m;
  control v : km/h;
  let ahead = v*2 [s];
  let near = ahead < 5;
  dynamics { der(x) = v; }
}
