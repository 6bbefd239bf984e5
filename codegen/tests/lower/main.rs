//! From specs and schemas to the IR: what a document means, what is wrong with it, what it costs.

mod messages;
mod names;
mod product;
mod references;
mod schemas;
mod size;
mod support;
