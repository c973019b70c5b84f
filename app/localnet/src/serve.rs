//! What the binary does: start, say where everything is, wait for Ctrl-C, end.

use std::io::{self, Write};

use anyhow::Context;

use crate::{Args, Localnet};

/// Where the web page's development server is.
const PAGE: &str = "http://localhost:5173";

/// Runs a local ledger until it is interrupted.
pub fn serve(args: &Args) -> anyhow::Result<()> {
    let waiting = Interruption::prepare()?;
    let mut say = |what: &str| say(&format!("  {what} .."));
    let localnet = Localnet::start(args, &mut say)?;
    print(&summary(&localnet))?;
    waiting.wait();
    self::say("ending ..");
    localnet.stop()
}

/// Where everything is.
fn summary(localnet: &Localnet) -> String {
    let facts = localnet.facts();
    let folder = localnet.folder().display();
    let mut text = format!(
        "\nJSON-RPC     {}\nwebsocket    {}\nfacts        {folder}/localnet.json\n\
         keys         {folder}/wallets/, known to everyone: worth nothing elsewhere\n",
        facts.rpc, facts.ws
    );
    for (name, program) in &facts.programs {
        text += &format!("{name:<12} {}\n", program.address);
    }
    text += &format!("quote token  {}\n", facts.quote.mint);
    if let Some(launch) = &facts.launch {
        text += &format!(
            "\nthe launch   {}\nits file     {folder}/{}\nits phase    {}, {} contributed\n\
             its page     {PAGE}/?rpc={}&launch={}, while `npm run dev` runs in app/web\n",
            launch.address,
            launch.file,
            launch.phase,
            count(launch.contributors),
            facts.rpc,
            launch.address
        );
    }
    text + "\nReady. Ctrl-C ends it.\n"
}

fn count(wallets: usize) -> String {
    if wallets == 1 { "1 wallet".to_owned() } else { format!("{wallets} wallets") }
}

/// Waits for Ctrl-C, or for whoever ends processes.
struct Interruption(tokio::runtime::Runtime);

impl Interruption {
    /// Checks that it can be waited for, before there is anything to end.
    fn prepare() -> anyhow::Result<Interruption> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        Ok(Interruption(runtime.context("Ctrl-C cannot be waited for")?))
    }

    fn wait(self) {
        self.0.block_on(async {
            let ctrl_c = tokio::signal::ctrl_c();
            #[cfg(unix)]
            {
                use tokio::signal::unix::{SignalKind, signal};
                if let Ok(mut terminated) = signal(SignalKind::terminate()) {
                    tokio::select! {
                        _ = ctrl_c => {}
                        _ = terminated.recv() => {}
                    }
                    return;
                }
            }
            // Without signals it runs until it is killed.
            let _ = ctrl_c.await;
        });
    }
}

fn say(what: &str) {
    // Progress that cannot be shown is no reason to stop.
    let _ = writeln!(io::stderr(), "{what}");
}

fn print(text: &str) -> anyhow::Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result.context("cannot write to the terminal"),
    }
}
