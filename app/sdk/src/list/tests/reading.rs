//! reading
//! ├── what people save ... line ends, byte order mark, blanks, comments, quotes, spaces
//! ├── amounts ............ base units, or whole tokens
//! ├── duplicates ......... kept, in their order
//! └── what is no list .... the line, the column, what was found, what was expected

use std::io::{self, Read};

use super::*;
use crate::list::{dataset::require_room, reader::MAX_LINE};

/// Reads a CSV in which A and B stand for wallets.
fn read(csv: &str, decimals: u8) -> Result<Dataset, ListError> {
    let named = csv.replace("A,", &format!("{},", wallet(0)));
    Dataset::read(named.replace("B,", &format!("{},", wallet(1))).as_bytes(), decimals)
}

fn amounts(dataset: &Dataset) -> Vec<u64> {
    dataset.entries().iter().map(|(_, amount)| *amount).collect()
}

/// Line, column and message of what is refused.
fn refusal(error: ListError) -> (u64, Option<Column>, String) {
    match error {
        ListError::Line { line, fault } => (line, fault.column(), fault.to_string()),
        ListError::Io(error) => unreachable!("{error}"),
    }
}

#[test]
fn what_people_save_reads_the_same() {
    let plain = read("address,amount\nA,5\nB,6\n", 0).unwrap();
    assert_eq!(plain.entries(), [(wallet(0).to_bytes(), 5), (wallet(1).to_bytes(), 6)]);
    assert_eq!(plain.sum(), 11);
    let quoted = format!("\"address\",\"amount\"\n\"{}\",\"5\"\nB,6", wallet(0));
    for csv in [
        "address,amount\r\nA,5\r\nB,6\r\n",
        "\u{feff}address,amount\nA,5\nB,6",
        "\n\n# who\naddress,amount\n\n  \nA,5\n#C,7\n\nB,6\n\n\n",
        " address , amount \n A, 5 \n\tB,\t6\n",
        "address,amount\nA,+5\nB,0_006\n",
        &quoted,
    ] {
        let read = read(csv, 0).unwrap();
        assert_eq!(read, plain, "{csv:?}");
    }
}

#[test]
fn it_is_read_through_whatever_pieces_it_comes_in() {
    struct Trickle<'a>(&'a [u8]);
    impl Read for Trickle<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let some = buffer.len().min(1);
            self.0.read(&mut buffer[..some])
        }
    }
    let csv = written(&list(20), Part::Csv);
    assert_eq!(Dataset::read(Trickle(&csv), 0).unwrap(), *list(20).dataset());
}

#[test]
fn amounts_are_base_units_or_whole_tokens() {
    assert_eq!(amounts(&read("address,amount\nA,1_500\nA,7\n", 0).unwrap()), [1_500, 7]);
    let tokens = read("address,amount\nA,1_500\nA,0.000_001\nA,2.50\n", 6).unwrap();
    assert_eq!(amounts(&tokens), [1_500_000_000, 1, 2_500_000]);
}

#[test]
fn a_wallet_may_stand_on_it_several_times() {
    let twice = read("address,amount\nA,5\nB,6\nA,5\n", 0).unwrap();
    assert_eq!(amounts(&twice), [5, 6, 5]);
    assert_eq!(List::new(DISTRIBUTOR, twice).unwrap().indices(&wallet(0)), [0, 2]);
}

#[test]
fn order_is_a_part_of_the_list() {
    let one = read("address,amount\nA,5\nB,6\n", 0).unwrap();
    let other = read("address,amount\nB,6\nA,5\n", 0).unwrap();
    assert_ne!(one.sha256(), other.sha256());
}

#[test]
fn what_is_no_list_is_refused_by_line_and_column() {
    let (address, amount) = (Some(Column::Address), Some(Column::Amount));
    for (csv, decimals, line, column, message) in [
        ("", 0, 1, None, "the file is empty, expected the header `address,amount`"),
        ("# nothing\n\n", 0, 1, None, "the file is empty, expected the header `address,amount`"),
        (
            "\nwallet,amount\nA,5\n",
            0,
            2,
            None,
            "found `wallet,amount`, expected the header `address,amount`",
        ),
        ("A,5\n", 0, 1, None, "found `"),
        ("address\nA,5\n", 0, 1, None, "found `address`, expected the header `address,amount`"),
        (
            "#\naddress,amount\n\n",
            0,
            2,
            None,
            "nothing below the header, expected at least one line: `ADDRESS,AMOUNT`",
        ),
        ("address,amount\nA,5,6\n", 0, 2, None, "found 3 columns, expected 2: `address,amount`"),
        (
            "address,amount\nA,5\n\n#\nfive\n",
            0,
            5,
            None,
            "found 1 column, expected 2: `address,amount`",
        ),
        (
            "address,amount\n\"A,5\n",
            0,
            2,
            None,
            "a quote is opened and never closed, expected `\"` in pairs or none",
        ),
        (
            "address,amount\nA,5\nnobody,6\n",
            0,
            3,
            address,
            "column 1 (`address`) is \"nobody\", expected a Solana address (32 bytes in base58)",
        ),
        (
            "address,amount\n,6\n",
            0,
            2,
            address,
            "column 1 (`address`) is \"\", expected a Solana address (32 bytes in base58)",
        ),
        (
            "address,amount\nA,five\n",
            0,
            2,
            amount,
            "column 2 (`amount`) is \"five\", expected a plain number such as 1500 or 1_500",
        ),
        (
            "address,amount\nA,-5\n",
            0,
            2,
            amount,
            "column 2 (`amount`) is \"-5\", expected a number above zero",
        ),
        (
            "address,amount\nA,1.5\n",
            0,
            2,
            amount,
            "column 2 (`amount`) is \"1.5\", expected base units, which have no decimals: to read \
             whole tokens, say how many decimals the token has",
        ),
        (
            "address,amount\nA,1.0000001\n",
            6,
            2,
            amount,
            "column 2 (`amount`) is \"1.0000001\", expected at most 6 decimals",
        ),
        (
            "address,amount\nA,1.25\n",
            1,
            2,
            amount,
            "column 2 (`amount`) is \"1.25\", expected at most 1 decimal",
        ),
        (
            "address,amount\nA,0\n",
            0,
            2,
            amount,
            "column 2 (`amount`) is \"0\", expected a number above zero: leave the line out if \
             there is nothing to claim",
        ),
        (
            "address,amount\nA,18446744073709551616\n",
            0,
            2,
            amount,
            "column 2 (`amount`) is \"18446744073709551616\", expected at most \
             18446744073709551615 base units, the most that 64 bits hold",
        ),
        (
            "address,amount\nA,18446744073709551615\n#\nB,1\n",
            0,
            4,
            amount,
            "column 2 (`amount`) brings the sum of all amounts above 18446744073709551615, the \
             most that 64 bits hold",
        ),
    ] {
        let found = refusal(read(csv, decimals).unwrap_err());
        assert_eq!((found.0, found.1), (line, column), "{csv:?}");
        assert!(found.2.starts_with(message), "{csv:?}: {}", found.2);
    }
    let error = read("address,amount\nA,5,6\n", 0).unwrap_err().to_string();
    assert_eq!(error, "line 2: found 3 columns, expected 2: `address,amount`");
}

#[test]
fn what_is_no_text_is_refused_by_line() {
    let csv = b"address,amount\n\nA\xff,5\n";
    let (line, _, message) = refusal(Dataset::read(csv.as_slice(), 0).unwrap_err());
    assert_eq!((line, message.as_str()), (3, Fault::NotUtf8.to_string().as_str()));

    // What never ends is not read to its end.
    let endless = "address,amount\n".as_bytes().chain(io::repeat(b'x'));
    let (line, _, message) = refusal(Dataset::read(endless, 0).unwrap_err());
    assert_eq!((line, message), (2, Fault::TooLong { most: MAX_LINE }.to_string()));
    let comment = format!("#{}\naddress,amount\nA,5\n", "x".repeat(60_000));
    assert_eq!(amounts(&read(&comment, 0).unwrap()), [5]);

    let long = format!("address,amount\n{}é,5\n", "x".repeat(59));
    let (_, _, message) = refusal(read(&long, 0).unwrap_err());
    assert!(message.contains(&format!("\"{}é\"", "x".repeat(59))), "{message}");
    let (_, _, message) = refusal(read(&long.replace('é', "éé"), 0).unwrap_err());
    assert!(message.contains(&format!("\"{}é...\"", "x".repeat(59))), "{message}");
}

#[test]
fn what_cannot_be_read_is_said_to_be_so() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }
    let error = Dataset::read(Broken, 0).unwrap_err();
    assert_eq!(error.to_string(), "cannot read: the disk is gone");
}

#[test]
fn leaves_are_numbered_in_32_bits() {
    let last = u32::MAX as usize - 1;
    assert_eq!(require_room(last), Ok(()));
    assert_eq!(require_room(last + 1), Err(Fault::TooManyLeaves));
    assert!(Fault::TooManyLeaves.to_string().contains("more than 4294967295 rows"));
}

#[test]
fn rows_that_are_given_are_checked_alike() {
    let refused = |rows: Vec<(Address, u64)>| refusal(Dataset::new(rows).unwrap_err());
    assert_eq!(refused(vec![]).2, Fault::NoRows.to_string());
    let zero = refused(vec![(wallet(0), 5), (wallet(1), 0)]);
    assert_eq!((zero.0, zero.1), (3, Some(Column::Amount)));
    let (line, _, message) = refused(vec![(wallet(0), u64::MAX), (wallet(1), 1)]);
    assert_eq!((line, message), (3, Fault::SumTooLarge.to_string()));
}
