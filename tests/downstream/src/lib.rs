//! A client of Harbor, an invented API for shipments, generated when this crate is built.

clientwright_runtime::include_api!();
