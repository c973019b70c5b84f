//! `groundswell vest withdraw`: the instructions that pay a recipient what has vested.

use std::{fmt::Write, process::ExitCode};

use anyhow::{Result, bail};
use groundswell_math::merkle::Node;
use groundswell_sdk::{
    Address,
    grants::{PlanFacts, kind_name},
    list::Leaf,
    pda,
    vesting::PlanKeys,
};
use serde_json::{Value, json};
use spl_associated_token_account_interface::instruction::create_associated_token_account_idempotent;

use super::{Next, next, now, reading::PlanFolder, send, token};
use crate::{
    args::{self, PlanAt},
    commands::{call::Call, list::proof},
    desk, output, table,
    unlocks::calendar,
};

// What each program calls its accounts, in their order.
const TOKENS: [&str; 6] =
    ["payer", "recipient_tokens", "recipient", "mint", "system_program", "token_program"];
const OPEN_GRANT: [&str; 5] = ["payer", "recipient", "plan", "grant", "system_program"];
const WITHDRAW: [&str; 7] =
    ["plan", "grant", "governor", "mint", "vault", "recipient_tokens", "token_program"];

/// A withdrawal as far as the terms tell.
struct Withdrawal<'a> {
    args: &'a args::VestWithdraw,
    recipient: Address,
    facts: &'a PlanFacts,
    leaf: &'a Leaf,
    at: i64,
    calls: [Call; 3],
}

/// Pays the recipient on a cluster, or prints how the grant is paid.
pub fn run(args: &args::VestWithdraw) -> Result<ExitCode> {
    if args.cluster.url.is_some() {
        let cluster = args.cluster.clone().in_json_if(args.json);
        desk::at(&cluster, &args.sending, |desk| send::withdraw(desk, &args.plan, args.recipient))?;
        return Ok(ExitCode::SUCCESS);
    }
    let (PlanAt::Folder(dir), Some(recipient)) = (&args.plan, args.recipient) else {
        bail!("a plan's address says something only on a cluster: name one with --url");
    };
    let folder = PlanFolder::read(dir)?;
    let answer = proof::find(dir, &folder.list, &recipient)?;
    let Some(leaf) = answer.leaves.first() else {
        match args.json {
            true => output::print(&format!("{:#}\n", json!({ "instructions": [] })))?,
            false => output::print(&format!("{recipient} has no grant of {}.\n", dir.display()))?,
        }
        return Ok(ExitCode::FAILURE);
    };
    let calls = calls(args, recipient, &folder.facts, leaf);
    let at = args.at.unwrap_or_else(now);
    let withdrawal = Withdrawal { args, recipient, facts: &folder.facts, leaf, at, calls };
    match args.json {
        true => output::print(&format!("{:#}\n", withdrawal.json()))?,
        false => {
            let mut text = withdrawal.describe();
            if let Some(note) = &answer.note {
                // Writing to a string cannot fail.
                let _ = writeln!(text, "note: {note}");
            }
            output::print(&text)?;
        }
    }
    let nothing = withdrawal.vested() == Some(0);
    Ok(if nothing { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn calls(
    args: &args::VestWithdraw,
    recipient: Address,
    facts: &PlanFacts,
    leaf: &Leaf,
) -> [Call; 3] {
    let payer = args.payer.unwrap_or(recipient);
    let token_program =
        if args.token_2022 { spl_token_2022_interface::ID } else { spl_token_interface::ID };
    let keys = PlanKeys {
        grantor: facts.grantor,
        rent_payer: payer,
        mint: facts.mint,
        token_program,
        plan: facts.plan,
        governor: args.governor,
        launch: Address::default(),
    };
    let proof: Vec<Node> = leaf.proof.iter().map(Node::from_bytes).collect();
    [
        Call {
            name: "create_associated_token_account",
            words: "opens the recipient's token account; does nothing if it is there".to_owned(),
            accounts: &TOKENS,
            instruction: create_associated_token_account_idempotent(
                &payer,
                &recipient,
                &facts.mint,
                &token_program,
            ),
        },
        Call {
            name: "open_grant",
            words: "opens the grant with its proof; leave it out if it is open".to_owned(),
            accounts: &OPEN_GRANT,
            instruction: keys.open_grant(payer, recipient, leaf.index, leaf.amount, &proof),
        },
        Call {
            name: "withdraw",
            words: "pays what has vested and was not withdrawn to the recipient".to_owned(),
            accounts: &WITHDRAW,
            instruction: keys.withdraw(keys.grant(&recipient), &recipient),
        },
    ]
}

impl Withdrawal<'_> {
    /// What has vested (base units), where it is known when the clock started.
    fn vested(&self) -> Option<u64> {
        let elapsed = self.at.saturating_sub(self.args.start?);
        Some(self.facts.schedule.rule().vested(self.leaf.amount, elapsed))
    }

    fn describe(&self) -> String {
        let Withdrawal { recipient, facts, leaf, .. } = self;
        let token = token(facts.decimals);
        let grant = pda::grant(&facts.plan, recipient);
        let mut text = table::facts([
            ("recipient", recipient.to_string()),
            ("plan", format!("{} ({})", facts.plan, kind_name(facts.kind))),
            ("grant", format!("{grant}, leaf {}", leaf.index)),
            ("amount", token.exact(leaf.amount)),
            ("at", calendar::moment(self.at)),
            ("due", self.due_words()),
        ]);
        for (number, call) in (1..).zip(&self.calls) {
            text.push_str(&call.describe(number));
        }
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "\nNothing was sent: name a cluster with --url to send it. These are the instructions, in \
             their order, for one transaction that the payer signs. Anyone may send it: the tokens \
             go to the recipient's own account."
        );
        for note in self.notes() {
            let _ = writeln!(text, "{note}");
        }
        text
    }

    fn due_words(&self) -> String {
        let token = token(self.facts.decimals);
        let Some(vested) = self.vested() else {
            return "not known: --start says when the plan's clock started".to_owned();
        };
        if vested > 0 {
            return format!("{} have vested, less what was withdrawn", token.exact(vested));
        }
        let start = self.args.start.unwrap_or(self.at);
        let rule = self.facts.schedule.rule();
        let elapsed = self.at.saturating_sub(start);
        let from = match next(rule, self.leaf.amount, elapsed) {
            Next::Step(at, _) | Next::Evenly(at) => calendar::day(start.saturating_add(at)),
            Next::Nothing => calendar::day(self.at),
        };
        format!("nothing before {from}: until then `withdraw` is refused")
    }

    fn notes(&self) -> Vec<&'static str> {
        let disclosure = "This plan asks for a disclosure: until the recipient has posted theirs \
                          (`post_disclosure`, which they sign), `withdraw` is refused.";
        let governed = "The governor may let out less in this epoch; the rest stays vested.";
        let free = "If the plan has a governor, say --governor: without it `withdraw` is refused. \
                    Where there is none, the program's own address stands in its place.";
        let asked = self.facts.needs_disclosure.then_some(disclosure);
        let bounded = if self.args.governor.is_some() { governed } else { free };
        asked.into_iter().chain([bounded]).collect()
    }

    fn json(&self) -> Value {
        let Withdrawal { args, recipient, facts, leaf, .. } = self;
        json!({
            "plan": facts.plan.to_string(),
            "recipient": recipient.to_string(),
            "grant": pda::grant(&facts.plan, recipient).to_string(),
            "index": leaf.index,
            "amount": leaf.amount.to_string(),
            "starts_at": args.start,
            "at": self.at,
            "vested": self.vested().map(|units| units.to_string()),
            "needs_disclosure": facts.needs_disclosure,
            "is_sent": false,
            "instructions": self.calls.iter().map(Call::json).collect::<Vec<_>>(),
        })
    }
}
