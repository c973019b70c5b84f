//! The checks of a source.

use std::ops::Range;

use proc_macro2::{TokenStream, TokenTree};
use syn::{
    Attribute, BinOp, Expr, ExprBinary, ExprIf, Field, GenericArgument, ItemConst, ItemMod,
    ItemStatic, Macro, Meta, PathArguments, Stmt, Token, Type, parse::Parser,
    punctuated::Punctuated, spanned::Spanned, visit, visit::Visit,
};

use super::{Edits, Kind};

/// A check that can be weakened.
pub struct Check {
    /// How.
    pub kind: Kind,
    /// Where it stands.
    pub place: Range<usize>,
    /// What it is called by: its own words, or of a type the account's name as well.
    pub words: Range<usize>,
    /// Of a boundary: the sign, and the function that may move it.
    sign: Option<(Range<usize>, &'static str)>,
}

impl Check {
    /// Lets mutant `id` decide.
    pub fn edit(&self, id: u32, edits: &mut Edits) {
        let place = self.place.clone();
        let mut wrap = |before: String, after: String| edits.wrap(place.clone(), before, after);
        match (self.kind, &self.sign) {
            (Kind::Require, _) => wrap(format!("::mutant::on({id}) || ("), ")".into()),
            (Kind::Refusal, _) => wrap(format!("!::mutant::on({id}) && ("), ")".into()),
            // The framework looks for an account's name at the root of such a value.
            (Kind::Address, _) => wrap(String::new(), format!(".or_any({id})")),
            (Kind::Boundary, Some((sign, function))) => {
                wrap(format!("::mutant::{function}({id}, &("), "))".into());
                edits.swap(sign.clone(), "), &(");
            }
            (Kind::Boundary, None) => {}
            (Kind::Signature, _) => wrap("::mutant::Unsigned<".into(), format!(", {id}>")),
            (Kind::Type, _) => wrap("::mutant::Untyped<".into(), format!(", {id}>")),
            (Kind::Both | Kind::Same, _) => wrap(format!("(::mutant::on({id}) || ("), "))".into()),
            (Kind::Either, _) => wrap(format!("(!::mutant::on({id}) && ("), "))".into()),
        }
    }
}

/// Every check of `source`, in order, and where its first item begins, behind what is said of the
/// whole file. What stands below `#[cfg(test)]` or in a constant decides nothing while a program
/// runs.
pub fn checks(file: &str, source: &str) -> (Vec<Check>, usize) {
    let parsed = syn::parse_file(source).unwrap_or_else(|error| panic!("{file}: {error}"));
    let mut finder = Finder { source, found: vec![], held: vec![] };
    finder.visit_file(&parsed);
    // Of two that begin at one place the outer one comes first.
    finder.found.sort_by_key(|check| (check.place.start, usize::MAX - check.place.end));
    let first_item = parsed.items.first().map_or(0, |item| item.span().byte_range().start);
    (finder.found, first_item)
}

struct Finder<'a> {
    source: &'a str,
    found: Vec<Check>,
    /// What holds as one of `found`, or as well as one of them.
    held: Vec<Range<usize>>,
}

impl Finder<'_> {
    fn push(&mut self, kind: Kind, of: &impl Spanned) {
        let place = of.span().byte_range();
        self.found.push(Check { kind, words: place.clone(), place, sign: None });
    }

    /// A mutant makes `of` hold, or never hold: another that does the same would be no other.
    fn holds(&mut self, of: &Expr) {
        self.held.push(of.span().byte_range());
        match of {
            Expr::Paren(inner) => self.holds(&inner.expr),
            Expr::Binary(ExprBinary { left, op: BinOp::Or(_), right, .. }) => {
                self.holds(left);
                self.holds(right);
            }
            _ => {}
        }
    }

    /// One side of an `&&` or `||` is left out, unless it is such a chain itself.
    fn side(&mut self, of: &Expr, op: BinOp) {
        match (of, op) {
            (Expr::Let(_), _)
            | (Expr::Binary(ExprBinary { op: BinOp::And(_), .. }), BinOp::And(_))
            | (Expr::Binary(ExprBinary { op: BinOp::Or(_), .. }), BinOp::Or(_)) => {}
            (_, BinOp::And(_)) => {
                self.push(Kind::Both, of);
                self.holds(of);
            }
            _ => self.push(Kind::Either, of),
        }
    }

    /// The value of `at::address = ..` among a constraint's tokens: until the next comma.
    fn constraint(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let words: Vec<String> = tokens.iter().map(ToString::to_string).collect();
        let Some(at) = words.windows(5).position(|five| five == ["at", ":", ":", "address", "="])
        else {
            return;
        };
        let value = &tokens[at + 5..];
        let end = value.iter().position(|token| token.to_string() == ",").unwrap_or(value.len());
        let (first, last) = (value[0].span().byte_range(), value[end - 1].span().byte_range());
        let place = first.start..last.end;
        self.found.push(Check { kind: Kind::Address, words: place.clone(), place, sign: None });
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item_const(&mut self, _: &'ast ItemConst) {}

    fn visit_item_static(&mut self, _: &'ast ItemStatic) {}

    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        let tests = |attribute: &Attribute| {
            let span = attribute.span().byte_range();
            &self.source[span] == "#[cfg(test)]"
        };
        if !module.attrs.iter().any(tests) {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_field(&mut self, field: &'ast Field) {
        let mut is_made = false;
        for attribute in &field.attrs {
            if let Meta::List(list) = &attribute.meta
                && list.path.is_ident("account")
            {
                is_made |= list
                    .tokens
                    .clone()
                    .into_iter()
                    .any(|token| token.to_string().starts_with("init"));
                self.constraint(list.tokens.clone());
            }
        }
        if let (Some((kind, of)), Some(name)) = (kind_of(&field.ty), &field.ident)
            && !is_made
        {
            let (place, whole) = (of.span().byte_range(), field.ty.span().byte_range());
            let words = name.span().byte_range().start..whole.end;
            self.found.push(Check { kind, words, place, sign: None });
        }
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        if !call.path.is_ident("require") {
            return;
        }
        let parser = Punctuated::<Expr, Token![,]>::parse_terminated;
        let arguments = parser.parse2(call.tokens.clone()).unwrap();
        let condition = arguments.first().unwrap();
        self.push(Kind::Require, condition);
        self.holds(condition);
        self.visit_expr(condition);
    }

    fn visit_expr_if(&mut self, choice: &'ast ExprIf) {
        if let [Stmt::Expr(Expr::Return(back), _)] = choice.then_branch.stmts.as_slice()
            && let Some(Expr::Call(call)) = back.expr.as_deref()
            && matches!(&*call.func, Expr::Path(path) if path.path.is_ident("Err"))
            && !has_let(&choice.cond)
        {
            self.push(Kind::Refusal, &*choice.cond);
            self.held.push(choice.cond.span().byte_range());
        }
        visit::visit_expr_if(self, choice);
    }

    fn visit_expr_binary(&mut self, binary: &'ast ExprBinary) {
        let place = binary.span().byte_range();
        match binary.op {
            BinOp::And(_) | BinOp::Or(_) => {
                self.side(&binary.left, binary.op);
                self.side(&binary.right, binary.op);
            }
            BinOp::Eq(_) | BinOp::Ne(_) if !self.held.contains(&place) => {
                self.push(Kind::Same, binary);
            }
            _ => {}
        }
        let function = match binary.op {
            BinOp::Lt(_) => Some("lt"),
            BinOp::Le(_) => Some("le"),
            BinOp::Gt(_) => Some("gt"),
            BinOp::Ge(_) => Some("ge"),
            _ => None,
        };
        if let Some(function) = function {
            // With the blanks around it.
            let sign = binary.left.span().byte_range().end..binary.right.span().byte_range().start;
            let (kind, words) = (Kind::Boundary, place.clone());
            self.found.push(Check { kind, words, place, sign: Some((sign, function)) });
        }
        visit::visit_expr_binary(self, binary);
    }
}

/// What the type of an account says of it: that it signs, or what it holds and whose it is.
fn kind_of(ty: &Type) -> Option<(Kind, &Type)> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    match (last.ident.to_string().as_str(), &last.arguments) {
        ("Signer", _) => Some((Kind::Signature, ty)),
        ("Account" | "InterfaceAccount", _) => Some((Kind::Type, ty)),
        ("Option", PathArguments::AngleBracketed(inner)) => match inner.args.first()? {
            GenericArgument::Type(inner) => kind_of(inner),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a condition binds a name: then it cannot be put in parentheses.
fn has_let(condition: &Expr) -> bool {
    match condition {
        Expr::Let(_) => true,
        Expr::Binary(binary) => has_let(&binary.left) || has_let(&binary.right),
        _ => false,
    }
}
