policy P for examples.Reach {
  input joint, target;
  layer h1 = dense([joint, previous(joint)], units = 64, act = tanh);
  let s = 0.5;
  output tau ~ gaussian(mean = h1, std = learned(s));
  output u = h1;
}
