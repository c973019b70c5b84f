//! The ledger that the web page's tests run against: the released bytecode in LiteSVM behind
//! JSON-RPC, with a launch in the middle of its sale. It is up in a second and its clock goes where
//! it is told to (`surfnet_timeTravel`, as on the local ledger).
//!
//! Prints one line of JSON with where everything is, serves until its input ends, and writes the
//! proofs of the launch's lists to the folder it is given.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop right there")]

use std::{
    env,
    io::{self, Read, Write},
    path::PathBuf,
};

use groundswell_tests::page::{http, lists, rpc::Rpc, scene};

fn main() -> io::Result<()> {
    let folder = env::args_os().nth(1).map(PathBuf::from);
    let mut world = scene::in_the_middle_of_its_sale();
    if let Some(folder) = folder {
        lists::write(&world, &folder)?;
    }
    let (address, requests) = http::serve()?;
    println!("{}", scene::facts(&mut world, &address));
    io::stdout().flush()?;
    // Whoever started it is gone when there is nothing more to read.
    std::thread::spawn(|| {
        let _ = io::stdin().read_to_end(&mut vec![]);
        std::process::exit(0);
    });
    let mut rpc = Rpc::new(world);
    for request in requests {
        // A reader who has gone away needs no answer.
        let _ = request.reply.send(rpc.answer(&request.body));
    }
    Ok(())
}
