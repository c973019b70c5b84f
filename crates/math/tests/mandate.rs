//! Mandates: which calendars are refused, when tenders are, what blacks them out, and what a
//! cycle may spend.
//!
//! ```text
//! mandate
//! ├── check ...... each refusal on both sides of its boundary
//! ├── calendar ... every second is in the cycle, and every tender where, the definition says
//! ├── blackouts .. a tender is skipped if one second of it is; the first free one is found
//! └── budget ..... never above what is granted, there, or a quarter of the volume
//! ```

#[path = "mandate/blackouts.rs"]
mod blackouts;
#[path = "mandate/budget.rs"]
mod budget;
#[path = "mandate/calendar.rs"]
mod calendar;
#[path = "mandate/given.rs"]
mod given;
