/// A pole on a cart that is pushed sideways; the joint between them is not driven. (R. Tedrake,
/// "Underactuated Robotics", chapter 3.)
module lib.plants.cartpole;

/// theta = 0 hangs down, theta = pi is upright; positive angles turn the tip to the right, where x
/// grows.
model CartPole {
  /// mass of the cart
  param mc : kg    = 1;
  /// mass at the tip of the pole
  param mp : kg    = 0.2;
  /// length of the pole
  param l  : m     = 0.5;
  /// viscous friction of the cart
  param bc : N*s/m = 0;
  /// viscous friction of the joint
  param bp : N*m*s = 0;
  /// gravity
  param g  : m/s^2 = 9.81;

  /// place of the cart, and its speed
  coordinate x     : m     rate v;
  /// angle of the pole from the downward vertical, and its rate
  coordinate theta : angle rate omega;
  /// force on the cart
  control    f     : N in [-10, 10];

  let tip[2] : m = [x + l*sin(theta), -l*cos(theta)];

  lagrangian {
    kinetic     = 0.5*mc*v^2 + 0.5*mp*sumsq(der(tip));
    potential   = mp*g*tip[2];
    dissipation = 0.5*bc*v^2 + 0.5*bp*omega^2;
    force(x)    = f;
  }

  view {
    cart: box([x, 0], [0.6*l, 0.3*l], 0);
    pole: line([x, 0], tip);
    mass: disc(tip, 0.08*l);
  }
}
