//! One table of a program's refusals, for the program, its clients and its tests.

/// Declares a program's error enum and, from the same words, the table `ALL` that clients print
/// from: every variant with its name and its words. Codes count from 6000 in the order given.
#[macro_export]
macro_rules! errors {
    ($(#[$meta:meta])* $enum:ident { $($name:ident: $text:tt,)* }) => {
        $(#[$meta])*
        #[error_code]
        #[derive(Debug, PartialEq, Eq)]
        pub enum $enum {
            $(#[doc = $text] #[msg($text)] $name,)*
        }

        impl $enum {
            /// Every variant with its name and its words.
            pub const ALL: &'static [($enum, &'static str, &'static str)] =
                &[$(($enum::$name, stringify!($name), $text),)*];
        }
    };
}
