//! The prose of causes: clauses that complete "… is not known because".

use std::fmt;

use crate::lock::Cause;

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::UnknownList => "it comes from a list that is not known",
            Self::ListPart => "it is a part of a list",
            Self::ListItem => "it is an item of a list",
            Self::ChangedList => "it comes from a list that is changed",
            Self::IsUnknownList => "it is a list that is not known",
            Self::DependsOnUnknown => "it depends on a value that is not known",
            Self::Exception => "it is an exception",
            Self::ArgumentsWritten => "`arguments` is written to, which may change a parameter",
            Self::JsonReviver => "a reviver may change what is parsed here",
            Self::JsonReplacer => "a replacer may leave things out here",
            Self::JsonOfUnknown => "it is JSON of what is not known",
            Self::EvalResult => "it is what `eval` gives",
            Self::DependsOnConfigText => "it depends on the config's text",
            Self::NotJson => "it is parsed from text that is no JSON",
            Self::ParsedUnknownText => "it is parsed from text that is not known",
            Self::FromUnknownList => "it is from a list that is not known",
            Self::SpreadUnknownList => "it is spread from a list that is not known",
            Self::NotAFunction => "it is what something gives that is no function here",
            Self::Generator => "it comes from a generator",
            Self::Recursion => "it comes from a function that calls itself",
            Self::CallDepth => "functions call each other too deep to follow",
            Self::RejectedPromise => "it comes from a promise that is rejected",
            Self::RepeatedCallback => "it is changed by a callback that sets itself again",
            Self::EndlessCallbacks => "callbacks make callbacks without an end that can be seen",
            Self::LongFunction => "a function is too long to follow to its end",
            Self::InheritedUnknown => "it is inherited from what is not known",
            Self::UnknownMemberSet => "a member whose name is not known is set",
            Self::PrototypeReplaced => "its prototype is replaced here",
            Self::ListedOpenObject => "it lists an object whose properties are not all known",
            Self::UnknownEntries => "it is made of entries that are not all known",
            Self::BudgetHere => "the page's scripts are too long to follow to here",
            Self::Unreached => "control does not come here, as far as can be followed",
            Self::DescribesUnknownProperty => "it describes a property that is not known",
            Self::DescribesUnknown => "it describes what is not known",
            Self::MaybeFrozen => "it may be frozen",
            Self::UnknownDescriptor => "it is described by what is not known",
            Self::Described => "it is described, not set",
            Self::GetterNotAFunction => "its getter is no function",
            Self::InlineLibrary => "it comes from a library that the page has inline",
            Self::LockHandedOver => {
                "a constructor of Lock is handed to code that this page does not show"
            }
            Self::LockTextHandedOver => "text that constructs Lock is handed on here",
            Self::ChangedByRecursion => "it may be changed by a function that calls itself",
            Self::RecursionDepth => "a function calls itself too deep to follow",
            Self::DeadCode => "control does not come here",
            Self::TemplateText => "it is the text of a template",
            Self::TaggedTemplate => "it comes out of a tagged template",
            Self::MetaProperty => "it is a property of the module or the call",
            Self::NotJavaScript => "it is no expression of plain JavaScript",
            Self::LoneSurrogate => "the string holds half a character",
            Self::BigInt => "it is a big integer",
            Self::ArgumentsObject => "`arguments` is not followed",
            Self::FunctionOfText => "it is a function made of text",
            Self::Proxy => "it is a proxy",
            Self::NotAConstructor => "it is made by something that is no constructor here",
            Self::UnknownPrototype => "its prototype is not known",
            Self::SharedIterator => "it depends on who has gone through it",
            Self::GeneratorResumption => "it is what a generator is resumed with",
            Self::GeneratorReturn => "it is what another generator returns",
            Self::UnknownIterator => "it comes from an iterator that is not known",
            Self::Collection => "it is a collection",
            Self::UnknownCollection => "it comes from a collection that is not known",
            Self::UnknownThis => "nobody on this page says what `this` is here",
            Self::CalledElsewhere => "code that this page does not show calls the function",
            Self::ChangedInLoop => "it is changed in a loop",
            Self::UnknownKey => "it is a key of an object that is not known",
            Self::UnknownListItem => "it is an item of a list that is not known",
            Self::AnyGlobal => "it is a global whose name is not known",
            Self::ConfigTextLength => "the length of the config's text is not known",
            Self::MaybeShorterList => "the list may be shorter",
            Self::PartlyKnownList => "the list is not known in whole",
            Self::AnyGlobalRead => "a global is read by a name that is not known",
            Self::AnyProperty => "it is a property whose name is not known",
            Self::MaybeInherited => "the object may inherit it",
            Self::OpenObject => "the object's properties are not all known",
            Self::Budget => "the page's scripts are too long to follow to their end",
            Self::UnknownModuleName => "the module's name is not known",
            Self::ModuleLoader => "it is what a module loader gives",
            Self::AnyPropertySet => "a property whose name is not known is set",
            Self::UnknownNumber => "it is a number that is not known",
            Self::UnknownType => "its type is not known",
            Self::SumOfUnknown => "it is a sum of what is not known",
            Self::RestOfUnknown => "it is the rest of what is not known",
            Self::RestOfUnknownList => "it is the rest of a list that is not known",
            Self::FrameConcernsLock => "a page within this page concerns Lock",
            Self::PendingPromise => "it is what a promise is fulfilled with",
            Self::FromPromise => "it comes from a promise",
            Self::MaybeGetter => "it is computed by a getter on some paths",
            Self::TooLarge => "it holds too much",
            Self::EncodedConfig => "it is the config's text, which has not been decoded",
            Self::JsonText => "it is the JSON text of an object",
            Self::Cyclic => "it is an object that holds itself",
            Self::TooDeep => "it is nested too deep",
            Self::Promise => "it is a promise",
            Self::LockInstance => "it is an instance of Lock",
            Self::Getter => "it is computed by a getter",
            Self::WithStatement => "`with` changes what names mean",
            Self::TextRun => "text is run as code here",
            Self::ScriptWritten => "a script that concerns Lock is written into the page here",
            Self::UnknownText => "it is made of a text that is not known",
            Self::UncalledParameter => {
                "it is a parameter, and nobody on this page calls the function"
            }
            Self::LongText => "it is too long a text to be followed",
            Self::TooManyValues => "it has too many possible values",
            Self::AnyGlobalSet => "a global is set by a name that is not known",
            Self::AnyConfigFieldChanged => {
                "a field of the config is changed, and which is not known"
            }
            Self::PrototypeOnPath => "its prototype depends on the path",
            Self::ConfigDecidesProperty => "which property it is depends on the config",
            Self::EndlessLoop => "a loop changes the page without an end that can be seen",
            Self::IsSymbol => "it is a symbol",
            Self::Exotic => "it is an object of a kind that is not followed",
            Self::ResultOf(name) => return write!(f, "what `{name}` gives is not followed"),
            Self::Foreign(source) => {
                return write!(f, "it is made of `{source}`, and how is not followed");
            }
            Self::UnsetGlobal(name) => {
                return write!(f, "`{name}` is set by no script of this page");
            }
            Self::UnheldByWindow(name) => {
                return write!(f, "`{name}` of a window does not hold it");
            }
            Self::PropertiesOf(name) => {
                return write!(f, "the properties of `{name}` are not known");
            }
            Self::ModuleElsewhere(name) => {
                return write!(f, "the module `{name}` is not part of this page");
            }
            Self::Redeclared(name) => {
                return write!(f, "`{name}` has already been declared by an earlier script");
            }
            Self::RuntimeValue(name) => {
                return write!(f, "`{name}` is known only when the page runs");
            }
            Self::ReplacedBuiltin(name) => {
                return write!(f, "`{name}` is replaced by the page's own");
            }
            Self::StrayFlag(name) => {
                return write!(f, "`{name}` is set on an object that is not known");
            }
            Self::OptionsAreField(name) => {
                return write!(f, "the options are `{name}` of the config");
            }
            Self::Contradicted(by) => by,
            Self::UnknownConstructor { name, because } => {
                return write!(f, "what `{name}` is here is not known: {because}");
            }
        };
        f.write_str(text)
    }
}
