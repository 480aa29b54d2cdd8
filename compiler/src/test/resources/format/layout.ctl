/* A file that shows every construct,   laid out badly. */
   module examples . everything ;
import lib.quat as  quat;
import lib.frames {rotate,path};
import lib.smooth;



unit knot=0.514444[m/s];
unit torque=:N*m;
const n=3;
const g:m/s^2=9.81;   // a trailing comment
const M[2,2]:kg=[1,2;3,4];// and another one
table drag(alpha:rad,mach):N="drag.csv";
extern function wind(height:m)[2]:m/s;
function sq(x)=x^2;
/// A function with a body.
function h(x:m,y [n]):m^2{let z=x*2;
let wide[3] : m = y;
  return z*sum(wide);}

/// The plant.
///
/// With a paragraph.
model Plant extends lib.Base
{

  param m:kg=1.0;
  param length[n]:m=[0.5,0.4,0.3] in [0,2] scale 0.1; // three links
                                                      // of one chain
  // on its own line
  param far_away_and_therefore_not_aligned_with_the_others = 1;
  param wind~normal(0,1);

  state x:m;state v:m/s;
  control u[2]:N=[0,0]in[-10,10];
  control gear:int in{0,1,2,3};
  design area:m^2=1 in[0.5,2];
  signal ref=1;
  algebraic load:N;
  coordinate q1:rad rate w1 in[-3,3];
  coordinate angle_2:rad rate w2;
  noise kick:N~normal(0,0.05);
  observe y=x+kick;

  dynamics
  {
    let a=(u[1]-c*v)/m;
    der(x)=v;
    der(v)=a;
    next(k) = k+1;
    equation load==m*g/4;
    equation balance : a+b==0;
    after{x=clamp(x,-3,3);velocity=0;}
    after {
      x = clamp(x,
        -3, 3);
    }
  }
  lagrangian {
    kinetic=0.5*m*sumsq(der(hand));
    potential=m*g*hand[2]; // upwards
    dissipation = 0;
    force(q1)=tau-c*w1;
  }
  view {
    line(a,b);
    tip:disc(hand,0.05,color="red");

  }


}

problem Task for examples.Plant{
  horizon free T in[0.5,30]guess 10 steps 150;
  integrator rk4 substeps 2 cost left;
  start x=0,v~normal(0,1),q1 free,A[:,1]=[1,2];
  guess u[1:2]=0.5[N]*sin(3[rad/s]*t);
  minimize{running effort:0.01*u^2;running 1;terminal   goal_reached : 100 * (x-1) ^ 2 ; }
  maximize {
    running effort:1e-2*sumsq(u)+1e-4*sumsq(v)+1e-6*sumsq(x-ref)+smooth_abs(x,0.01)+smooth_abs(v,0.02)*(1+cos(theta));
    terminal settle:100*(1+cos(theta));
  }
  constraints{
    path clear:sumsq(p-obs[i,:])>=(rad[i]+margin)^2 for i in 1:n-1;
    path curb:y>=-3.5 soft 200;
    initial x==0;
    at(2 [s])gate:sumsq(p-ring)<=0.1^2; }
  terminate when fell:abs(x)>2.4 or not(y<1)and z!=0;
}

policy Net for Task{
  input y,ref;
  layer hidden=dense([y,previous(y)],units=64,act=tanh);
  let s=0.5;
  output u~gaussian(mean=dense(hidden,units=2),std=learned(s),squash=tanh);
}

solve Task as quick using al_ilqr{
  iterations=60;
  constraint_tolerance=1e-4;
  guess u=0.1;
  start x=1,v=0;
  penalty{initial=1;growth=10;}
  line_search {
    steps=10; }
  expect T<=7.2;
}

// ---------- expressions ----------

const e1=-x^2+ +y.^2*-z-- w;
const e2=a*b+c / d-e .* f;
const e3 = if a then b else if c then d else e;
const e4=[f(i)for i in 1:n];
const e5=sum(x[i,1:n - 1]for i in 1:2*n)';
const e6=M\v+A'*b.c(1).d;
const e7="text with \"quotes\" // and no comment";
const e8=/* before */ 1 /* behind */ + /* between */ 2;
const e9 = 1 // why
  + 2
  // own line
  + 3;
const e10=dense(
  [joint,previous(joint)],units=64,

  act=relu // a switch
);
const e11=[1,0,0;
           0,1,0;

           // the last row
           0,0,1];
const e12=[0.111,0.222,0.333,0.444,0.555,0.666,0.777,0.888,0.999,1.111,1.222,1.333,1.444,1.555,1.666,1.777];
const e13=[long_name_of_a_function(argument_1),long_name_of_a_function(argument_2);long_name_of_a_function(argument_3),1];
const e14=a_function_with_a_long_name(the_first_argument,the_second_argument*2,other(the_third_argument,1)+1,[4,5,6]);
const e15="a text that is so long that it does not fit on the line of its name, whatever else is done";
const e16=if condition_number_1<0 and condition_number_2<0 then first_value_of_the_two else second_value_of_the_two;
