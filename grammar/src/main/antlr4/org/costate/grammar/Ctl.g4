// The .ctl language. No Java in here: labelled alternatives and named parts are all that the compiler needs.
grammar Ctl;

// ---------- file ----------

file        : moduleDecl? importDecl* item* EOF ;
moduleDecl  : 'module' name=qname ';' ;
importDecl  : 'import' name=qname ('as' alias=id | '{' names+=id (',' names+=id)* '}')? ';' ;
item        : modelDecl | problemDecl | policyDecl | runDecl
            | constDecl | functionDecl | externDecl | tableDecl | unitDecl ;

// ---------- containers ----------

modelDecl   : 'model' name=id ('extends' parent=qname)? '{' modelItem* '}' ;
problemDecl : 'problem' name=id ('for' model=qname)? '{' problemItem* '}' ;
modelItem   : constDecl | varDecl | coordDecl | noiseDecl | observeDecl
            | letDecl | functionDecl | tableDecl | dynamics | lagrangian | viewDecl ;
problemItem : modelItem | startDecl | guessDecl | horizonDecl | integrDecl
            | minimize | constraints | terminate ;

// ---------- declarations ----------

constDecl   : 'const' name=id shape? typeAnn? '=' value=expr ';' ;
varDecl     : kind=('param' | 'design' | 'signal' | 'state' | 'control' | 'algebraic')
              name=id shape? typeAnn? (how=('=' | '~') value=expr)? ('in' domain)? ('scale' scale=expr)? ';' ;
coordDecl   : 'coordinate' name=id shape? typeAnn? 'rate' rate=id ('in' domain)? ';' ;
noiseDecl   : 'noise' name=id shape? typeAnn? '~' value=expr ';' ;
observeDecl : 'observe' name=id shape? typeAnn? '=' value=expr ';' ;
letDecl     : 'let' name=id shape? typeAnn? '=' value=expr ';' ;
functionDecl: 'function' name=id '(' params? ')' shape? typeAnn?
              ('=' value=expr ';' | '{' letDecl* 'return' value=expr ';' '}') ;
externDecl  : 'extern' 'function' name=id '(' params? ')' shape? typeAnn? ';' ;
tableDecl   : 'table' name=id '(' params ')' typeAnn? '=' value=expr ';' ;
unitDecl    : 'unit' name=id '=' (value=expr | typeAnn) ';' ;
params      : parm (',' parm)* ;
parm        : name=id shape? typeAnn? ;
shape       : '[' expr (',' expr)* ']' ;
typeAnn     : ':' unit ;
domain      : '[' lower=expr ',' upper=expr ']'              # Interval
            | '{' expr (',' expr)* '}'                       # Choices
            ;
unit        : unitFactor (operators+=('*' | '/') unitFactor)* ;
unitFactor  : unitAtom ('^' sign='-'? exponent=NUMBER)? ;
unitAtom    : name=id                                        # NamedUnit
            | NUMBER                                         # ScaleUnit
            | '(' unit ')'                                   # GroupUnit
            ;

// ---------- physics ----------

dynamics    : 'dynamics' '{' dynStmt* '}' ;
dynStmt     : letDecl                                        # DynamicsLet
            | keyword=('der' | 'next') '(' state=id ')' '=' value=expr ';'   # Derivative
            | 'equation' (label=id ':')? condition=expr ';'  # Equation
            | 'after' '{' assignment* '}'                    # After
            ;
assignment  : state=id '=' value=expr ';' ;
lagrangian  : 'lagrangian' '{' lagStmt* '}' ;
lagStmt     : letDecl                                        # LagrangianLet
            | keyword=('kinetic' | 'potential' | 'dissipation') '=' value=expr ';'   # Energy
            | 'force' '(' coordinate=id ')' '=' value=expr ';'                       # Force
            ;
viewDecl    : 'view' '{' viewItem* '}' ;
viewItem    : letDecl                                        # ViewLet
            | (label=id ':')? drawn=expr comprehension? ';'  # Drawing
            ;

// ---------- problem ----------

startDecl   : 'start' startItem (',' startItem)* ';' ;
startItem   : element (how=('=' | '~') value=expr | 'free') ;
guessDecl   : 'guess' guessItem (',' guessItem)* ';' ;
guessItem   : element '=' value=expr ;
element     : name=id ('[' slice (',' slice)* ']')? ;
terminate   : 'terminate' 'when' (label=id ':')? condition=expr ';' ;
horizonDecl : 'horizon' ('free' name=id 'in' domain ('guess' guess=expr)? | duration=expr) 'steps' steps=expr ';' ;
integrDecl  : 'integrator' method=id ('substeps' substeps=expr)? ('cost' cost=id)? ';' ;
minimize    : keyword=('minimize' | 'maximize') '{' costItem* '}' ;
costItem    : kind=('running' | 'terminal') (label=id ':')? value=expr ';' ;
constraints : 'constraints' '{' conItem* '}' ;
conItem     : (kind=('path' | 'initial' | 'terminal') | kind='at' '(' time=expr ')')
              (label=id ':')? condition=expr comprehension? ('soft' soft=expr)? ';' ;
comprehension : 'for' variable=id 'in' from=expr ':' to=expr ;

// ---------- policy and runs ----------

policyDecl  : 'policy' name=id 'for' problem=qname '{' policyItem* '}' ;
policyItem  : 'input' id (',' id)* ';'                       # Input
            | 'layer' name=id '=' value=expr ';'             # Layer
            | letDecl                                        # PolicyLet
            | 'output' name=id how=('=' | '~') value=expr ';'   # Output
            ;
runDecl     : kind=('solve' | 'train' | 'mpc') target=qname ('as' name=id)? 'using' method=id block ;
block       : '{' setting* '}' ;
setting     : name=word '=' value=expr ';'                   # Option
            | name=word block                                # Group
            | guessDecl                                      # GuessSetting
            | startDecl                                      # StartSetting
            | 'expect' condition=expr ';'                    # Expect
            ;

// option names may be words that are keywords elsewhere
word        : id | 'horizon' | 'policy' | 'model' | 'problem' | 'control' | 'state' | 'integrator'
            | 'observe' | 'constraints' | 'dynamics' ;

// ---------- expressions, tightest first ----------

expr        : atom                                           # AtomExpr
            | <assoc=right> left=expr op=('^' | '.^') right=expr             # Binary
            | op=('-' | '+') operand=expr                    # Unary
            | left=expr op=('*' | '/' | '.*' | './' | '\\') right=expr       # Binary
            | left=expr op=('+' | '-') right=expr            # Binary
            | left=expr op=('<=' | '>=' | '==' | '!=' | '<' | '>') right=expr   # Binary
            | op='not' operand=expr                          # Unary
            | left=expr op='and' right=expr                  # Binary
            | left=expr op='or' right=expr                   # Binary
            | 'if' condition=expr 'then' whenTrue=expr 'else' whenFalse=expr # Conditional
            ;
atom        : NUMBER ('[' unit ']')?                         # Number
            | STRING                                         # Text
            | value=('true' | 'false')                       # Truth
            | 'inf'                                          # Infinity
            | base postfix*                                  # Chain
            ;
base        : id                                             # Reference
            | keyword=('der' | 'next')                       # Reference
            | '(' expr ')'                                   # Parenthesized
            | '[' row (';' row)* ']'                         # Array
            ;
postfix     : '(' (arg (',' arg)*)? ')'                      # Call
            | '[' slice (',' slice)* ']'                     # Index
            | '.' id                                         # Select
            | '\''                                           # Transpose
            ;
row         : expr (comprehension | (',' expr)*) ;
slice       : ':'                                            # AllSlice
            | from=expr (':' to=expr)?                       # ExprSlice
            ;
arg         : (name=id '=')? value=expr comprehension? ;
qname       : id ('.' id)* ;

// soft keywords stay usable as names
id          : ID | 'path' | 'initial' | 'terminal' | 'running' | 'at' | 'rate' | 'free'
            | 'steps' | 'substeps' | 'scale' | 'soft' | 'input'
            | 'output' | 'layer' | 'force' | 'kinetic' | 'potential' | 'dissipation'
            | 'unit' | 'table' | 'signal' | 'design' | 'noise' | 'equation'
            | 'view' | 'cost' | 'terminate' | 'when' | 'after' ;

// ---------- keywords ----------

MODULE : 'module' ;
IMPORT : 'import' ;
AS : 'as' ;
MODEL : 'model' ;
EXTENDS : 'extends' ;
PROBLEM : 'problem' ;
POLICY : 'policy' ;
SOLVE : 'solve' ;
TRAIN : 'train' ;
MPC : 'mpc' ;
USING : 'using' ;
CONST : 'const' ;
PARAM : 'param' ;
STATE : 'state' ;
CONTROL : 'control' ;
ALGEBRAIC : 'algebraic' ;
COORDINATE : 'coordinate' ;
OBSERVE : 'observe' ;
LET : 'let' ;
FUNCTION : 'function' ;
RETURN : 'return' ;
EXTERN : 'extern' ;
DYNAMICS : 'dynamics' ;
LAGRANGIAN : 'lagrangian' ;
DER : 'der' ;
NEXT : 'next' ;
START : 'start' ;
GUESS : 'guess' ;
HORIZON : 'horizon' ;
INTEGRATOR : 'integrator' ;
MINIMIZE : 'minimize' ;
MAXIMIZE : 'maximize' ;
CONSTRAINTS : 'constraints' ;
EXPECT : 'expect' ;
FOR : 'for' ;
IN : 'in' ;
IF : 'if' ;
THEN : 'then' ;
ELSE : 'else' ;
AND : 'and' ;
OR : 'or' ;
NOT : 'not' ;
TRUE : 'true' ;
FALSE : 'false' ;
INF : 'inf' ;

// soft ones
PATH : 'path' ;
INITIAL : 'initial' ;
TERMINAL : 'terminal' ;
RUNNING : 'running' ;
AT : 'at' ;
RATE : 'rate' ;
FREE : 'free' ;
STEPS : 'steps' ;
SUBSTEPS : 'substeps' ;
SCALE : 'scale' ;
SOFT : 'soft' ;
INPUT : 'input' ;
OUTPUT : 'output' ;
LAYER : 'layer' ;
FORCE : 'force' ;
KINETIC : 'kinetic' ;
POTENTIAL : 'potential' ;
DISSIPATION : 'dissipation' ;
UNIT : 'unit' ;
TABLE : 'table' ;
SIGNAL : 'signal' ;
DESIGN : 'design' ;
NOISE : 'noise' ;
EQUATION : 'equation' ;
VIEW : 'view' ;
COST : 'cost' ;
TERMINATE : 'terminate' ;
WHEN : 'when' ;
AFTER : 'after' ;

// no rule takes these: kept for a later version of the language
RESERVED : 'phase' | 'link' | 'event' | 'part' ;

// ---------- signs ----------

LPAREN : '(' ;
RPAREN : ')' ;
LBRACKET : '[' ;
RBRACKET : ']' ;
LBRACE : '{' ;
RBRACE : '}' ;
SEMICOLON : ';' ;
COMMA : ',' ;
COLON : ':' ;
DOT : '.' ;
QUOTE : '\'' ;
ASSIGN : '=' ;
TILDE : '~' ;
POWER : '^' ;
DOT_POWER : '.^' ;
STAR : '*' ;
SLASH : '/' ;
DOT_STAR : '.*' ;
DOT_SLASH : './' ;
BACKSLASH : '\\' ;
PLUS : '+' ;
MINUS : '-' ;
LESS_EQUAL : '<=' ;
GREATER_EQUAL : '>=' ;
EQUAL : '==' ;
NOT_EQUAL : '!=' ;
LESS : '<' ;
GREATER : '>' ;

// ---------- words, numbers, texts ----------

// The lexer is to be fed each letter beyond ASCII as the first of these two, each decimal digit as the second: the whole sets of Unicode
// are 1,400 ranges, and reading those at every start takes longer than all else that is known of the grammar.
fragment OTHER_LETTER : '\u00AA' ;
fragment OTHER_DIGIT  : '\u0660' ;
ID          : ([A-Za-z_] | OTHER_LETTER) ([A-Za-z0-9_] | OTHER_LETTER | OTHER_DIGIT)* ;
NUMBER      : ([0-9] [0-9_]* ('.' [0-9]+)? | '.' [0-9]+) ([eE] [+-]? [0-9]+)? ;
STRING      : '"' (~["\\\r\n] | '\\' ~[\r\n])* '"' ;

DOC         : '///' ~[\r\n]* -> channel(HIDDEN) ;
COMMENT     : ('//' ~[\r\n]* | '/*' .*? '*/') -> channel(HIDDEN) ;
WS          : [ \t\r\n]+ -> channel(HIDDEN) ;

// no rule takes these: the compiler turns each into a diagnostic
FOREIGN     : '&&' | '||' | '!' | '**' | '<>' | '~=' | '=>' | '=<' ;
OPEN_STRING : '"' (~["\\\r\n] | '\\' ~[\r\n])* '\\'? ;
OPEN_COMMENT: '/*' (~'*' | '*'+ ~[*/])* '*'* ;
BAD         : . ;
