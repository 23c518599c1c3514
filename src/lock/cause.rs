//! Why something is not known. Causes are data: nothing compares their prose,
//! which `prose` makes for messages.

mod prose;

/// Why a value is not known, or why something was not followed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Cause {
    /// It comes from a list that is not known.
    UnknownList,
    /// It is a part of a list.
    ListPart,
    /// It is an item of a list.
    ListItem,
    /// It comes from a list that is changed.
    ChangedList,
    /// It is a list that is not known.
    IsUnknownList,
    /// It depends on what is not known.
    DependsOnUnknown,
    /// It is an exception.
    Exception,
    /// `arguments` is written to, which may change a parameter.
    ArgumentsWritten,
    /// A reviver may change what is parsed here.
    JsonReviver,
    /// A replacer may leave things out here.
    JsonReplacer,
    /// It is JSON of what is not known.
    JsonOfUnknown,
    /// It is what `eval` gives.
    EvalResult,
    /// It depends on the config's text.
    DependsOnConfigText,
    /// It is parsed from text that is no JSON.
    NotJson,
    /// It is parsed from text that is not known.
    ParsedUnknownText,
    /// It is from a list that is not known.
    FromUnknownList,
    /// It is spread from a list that is not known.
    SpreadUnknownList,
    /// It is what something gives that is no function here.
    NotAFunction,
    /// It comes from a generator.
    Generator,
    /// It comes from a function that calls itself.
    Recursion,
    /// Functions call each other too deep to follow.
    CallDepth,
    /// It comes from a promise that is rejected.
    RejectedPromise,
    /// It is changed by a callback that sets itself again.
    RepeatedCallback,
    /// Callbacks make callbacks without an end that can be seen.
    EndlessCallbacks,
    /// A function is too long to follow to its end.
    LongFunction,
    /// It is inherited from what is not known.
    InheritedUnknown,
    /// A member whose name is not known is set.
    UnknownMemberSet,
    /// Its prototype is replaced here.
    PrototypeReplaced,
    /// It lists an object whose properties are not all known.
    ListedOpenObject,
    /// It is made of entries that are not all known.
    UnknownEntries,
    /// The page's scripts are too long to follow to here.
    BudgetHere,
    /// Control does not come here, as far as can be followed.
    Unreached,
    /// It describes a property that is not known.
    DescribesUnknownProperty,
    /// It describes what is not known.
    DescribesUnknown,
    /// It may be frozen.
    MaybeFrozen,
    /// It is described by what is not known.
    UnknownDescriptor,
    /// It is described, not set.
    Described,
    /// Its getter is no function.
    GetterNotAFunction,
    /// It comes from a library that the page has inline.
    InlineLibrary,
    /// A constructor of Lock is handed to code that this page does not show.
    LockHandedOver,
    /// Text that constructs Lock is handed on here.
    LockTextHandedOver,
    /// It may be changed by a function that calls itself.
    ChangedByRecursion,
    /// A function calls itself too deep to follow.
    RecursionDepth,
    /// Control does not come here.
    DeadCode,
    /// It is the text of a template.
    TemplateText,
    /// It comes out of a tagged template.
    TaggedTemplate,
    /// It is a property of the module or the call.
    MetaProperty,
    /// It is no expression of plain JavaScript.
    NotJavaScript,
    /// The string holds half a character.
    LoneSurrogate,
    /// It is a big integer.
    BigInt,
    /// `arguments` is not followed.
    ArgumentsObject,
    /// It is a function made of text.
    FunctionOfText,
    /// It is a proxy.
    Proxy,
    /// It is made by something that is no constructor here.
    NotAConstructor,
    /// Its prototype is not known.
    UnknownPrototype,
    /// It depends on who has gone through it.
    SharedIterator,
    /// It is what a generator is resumed with.
    GeneratorResumption,
    /// It is what another generator returns.
    GeneratorReturn,
    /// It comes from an iterator that is not known.
    UnknownIterator,
    /// It is a collection.
    Collection,
    /// It comes from a collection that is not known.
    UnknownCollection,
    /// Nobody on this page says what `this` is here.
    UnknownThis,
    /// Code that this page does not show calls the function.
    CalledElsewhere,
    /// It is changed in a loop.
    ChangedInLoop,
    /// It is a key of an object that is not known.
    UnknownKey,
    /// It is an item of a list that is not known.
    UnknownListItem,
    /// It is a global whose name is not known.
    AnyGlobal,
    /// The length of the config's text is not known.
    ConfigTextLength,
    /// The list may be shorter.
    MaybeShorterList,
    /// The list is not known in whole.
    PartlyKnownList,
    /// A global is read by a name that is not known.
    AnyGlobalRead,
    /// It is a property whose name is not known.
    AnyProperty,
    /// The object may inherit it.
    MaybeInherited,
    /// The object's properties are not all known.
    OpenObject,
    /// The page's scripts are too long to follow to their end.
    Budget,
    /// The module's name is not known.
    UnknownModuleName,
    /// It is what a module loader gives.
    ModuleLoader,
    /// A property whose name is not known is set.
    AnyPropertySet,
    /// It is a number that is not known.
    UnknownNumber,
    /// Its type is not known.
    UnknownType,
    /// It is a sum of what is not known.
    SumOfUnknown,
    /// It is the rest of what is not known.
    RestOfUnknown,
    /// It is the rest of a list that is not known.
    RestOfUnknownList,
    /// A page within this page concerns Lock.
    FrameConcernsLock,
    /// It is what a promise is fulfilled with.
    PendingPromise,
    /// It comes from a promise.
    FromPromise,
    /// It is computed by a getter on some paths.
    MaybeGetter,
    /// It holds too much.
    TooLarge,
    /// It is the config's text, which has not been decoded.
    EncodedConfig,
    /// It is the JSON text of an object.
    JsonText,
    /// It is an object that holds itself.
    Cyclic,
    /// It is nested too deep.
    TooDeep,
    /// It is a promise.
    Promise,
    /// It is an instance of Lock.
    LockInstance,
    /// It is computed by a getter.
    Getter,
    /// `with` changes what names mean.
    WithStatement,
    /// Text is run as code here.
    TextRun,
    /// A script that concerns Lock is written into the page here.
    ScriptWritten,
    /// It is made of a text that is not known.
    UnknownText,
    /// It is a parameter, and nobody on this page calls the function.
    UncalledParameter,
    /// It is too long a text to be followed.
    LongText,
    /// It has too many possible values.
    TooManyValues,
    /// A global is set by a name that is not known.
    AnyGlobalSet,
    /// A field of the config is changed, and which is not known.
    AnyConfigFieldChanged,
    /// Its prototype depends on the path.
    PrototypeOnPath,
    /// Which property it is depends on the config.
    ConfigDecidesProperty,
    /// A loop changes the page without an end that can be seen.
    EndlessLoop,
    /// It is a symbol.
    IsSymbol,
    /// It is an object of a kind that is not followed.
    Exotic,
    /// The result of a function that has no transfer function.
    ResultOf(Box<str>),
    /// It is made of text that others than the page decide.
    Foreign(Box<str>),
    /// No script of the page sets this global.
    UnsetGlobal(Box<str>),
    /// This property of a window does not hold what is assigned to it.
    UnheldByWindow(Box<str>),
    /// The properties of this are not known.
    PropertiesOf(Box<str>),
    /// This module is not part of the page.
    ModuleElsewhere(Box<str>),
    /// An earlier script has declared this name.
    Redeclared(Box<str>),
    /// This is known only when the page runs.
    RuntimeValue(Box<str>),
    /// The page replaces this builtin.
    ReplacedBuiltin(Box<str>),
    /// This option is set on an object that is not known.
    StrayFlag(Box<str>),
    /// The options are this field of the config.
    OptionsAreField(Box<str>),
    /// A run of the page gave something else than was proven: a clause with both values.
    Contradicted(Box<str>),
    /// What is constructed is not known: how it is named, and why it is not known.
    UnknownConstructor {
        /// The expression that names it.
        name: Box<str>,
        /// Why it is not known.
        because: Box<Cause>,
    },
}
