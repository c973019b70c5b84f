//! Steps of the programs below: gifts, token accounts that come and go, and the quote token's issuer.

use groundswell_sdk::pda;
use groundswell_tests::{given::*, stage::address, tokens};
use spl_token_interface::instruction::{close_account, freeze_account, thaw_account};

use crate::{
    model::{About, Name},
    run::{Made, Run, WALLETS},
    side::Side,
};

impl Run {
    /// A step of the system or token program.
    pub fn below(&mut self, side: usize, name: Name) -> Option<Made> {
        let keys = self.sides[side].keys;
        let who = match self.aim.who {
            Some(who) => who,
            None => self.pick(&WALLETS),
        };
        let (payer, bank, wallet) = (address("payer"), address("quote bank"), address(who));
        let sale = &self.sides[side].model.sale;
        let mut about = About { who, ..About::default() };
        let (base, quote) = (keys.base_account(&wallet).0, keys.quote_account(&wallet).0);
        let (instruction, signers) = match name {
            "donate quote" => {
                let vaults = ["sale", "liquidity", "mandate", "stream"].map(|at| sale.q(at));
                about.place = vaults[self.draw(0, 4) as usize].clone();
                let (to, amount) = (self.places[&about.place], self.draw(1, 50));
                about.amount = amount.into();
                let give = tokens::mint_to(&keys.quote_mint, &to, &bank, amount, &tokens::TOKEN);
                (give, vec!["quote bank"])
            }
            "donate base" => {
                let vaults = ["vault", "list", "mandate", "mandate sent", "plan 0", "plan 2"];
                let vaults = vaults.map(|at| sale.b(at));
                let rich = |who: &&Name| self.books.of(&sale.b(who)) > 0;
                about.who = WALLETS.iter().find(rich).copied().unwrap_or(who);
                let (who, from) = (about.who, keys.base_account(&address(about.who)).0);
                about.place = vaults[self.draw(0, 6) as usize].clone();
                let (to, amount) = (self.places[&about.place], self.draw(1, 30));
                about.amount = amount.into();
                (tokens::transfer(&from, &to, &address(who), amount), vec![who])
            }
            "donate lamports" => {
                let to = self.somewhere(side, who);
                about.amount = 1_000_000;
                (tokens::send_lamports(&payer, &to, 1_000_000), vec![])
            }
            "open base account" | "open quote account" => {
                let is_base = name == "open base account";
                let mint = if is_base { keys.base_mint } else { keys.quote_mint };
                (tokens::open(&payer, &wallet, &mint, &tokens::TOKEN), vec![])
            }
            "open account" => {
                let mint = if self.chance(80) { keys.base_mint } else { keys.quote_mint };
                (tokens::open(&payer, &wallet, &mint, &tokens::TOKEN), vec![])
            }
            "close account" => {
                let at = if self.chance(90) { base } else { quote };
                let close = close_account(&tokens::TOKEN, &at, &payer, &wallet, &[]).unwrap();
                (close, vec![who])
            }
            "freeze" => {
                let mint = &keys.quote_mint;
                (
                    freeze_account(&tokens::TOKEN, &quote, mint, &bank, &[]).unwrap(),
                    vec!["quote bank"],
                )
            }
            "thaw" => {
                let mint = &keys.quote_mint;
                (
                    thaw_account(&tokens::TOKEN, &quote, mint, &bank, &[]).unwrap(),
                    vec!["quote bank"],
                )
            }
            _ => return None,
        };
        Some((vec![instruction], signers, about))
    }

    /// An account of the launch, or an address where one will be made.
    fn somewhere(&mut self, side: usize, who: Name) -> groundswell_sdk::Address {
        let Side { keys, grants, list, mandate, .. } = &self.sides[side];
        let (at, grant) = (keys.at, grants[&(0, "kol 0")]);
        let cycle = u32::try_from((self.world.now - GRACE_ENDS) / (30 * DAY)).unwrap_or(0);
        let all = [
            at.launch,
            at.base_vault,
            at.quote_vault,
            keys.mandate,
            keys.treasury_vault(),
            keys.contribution(&address(who)),
            grant,
            pda::disclosure(&grant),
            list.keys.page(0),
            mandate.tender(cycle + 1),
            mandate.receipt(cycle + 1),
            pda::offer(&mandate.tender(cycle), &address(who), 4),
            keys.base_account(&address(who)).0,
        ];
        self.pick(&all)
    }
}
