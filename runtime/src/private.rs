//! What generated code uses, by version: none of it is for anyone else.

/// The first version. What is here keeps its meaning; a change that would break generated code makes
/// a second version beside it.
pub mod v1 {
    pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
    pub use serde_json::Value;

    pub use crate::answer::{Answer, AnswerError, Download};
    pub use crate::call::CallCore;
    pub use crate::http::{File, Method, Upload};
    pub use crate::operation::{Operation, OperationInfo, Paged, Parameter, RequestWriter};
    pub use crate::page::{
        Continuation, ContinuationError, next_cursor, next_number, resume_cursor, resume_number,
    };
    pub use crate::product::{
        Auth, Envelope, ErrorBody, ErrorCode, Limits, Organization, Product, ProductInfo, Server,
        TokenLimit,
    };
    pub use crate::record::{AsRecord, Record, Sink, Source, read_record, write_record};
    pub use crate::value::{
        AsEnum, AsIdentifier, AsNumber, AsText, AsUnion, ClearedForm as Cleared, Discriminator,
        Field, Form, Identifier, OpenEnum, Shape, Union, Wire, attempt, blank, decode_promised,
        shape, write_variant,
    };
    pub use crate::{
        __v1_assert_version as assert_version, __v1_define_call as define_call,
        __v1_identifier as identifier, __v1_open_enum as open_enum, __v1_record as record,
        __v1_serde as serde, __v1_union as union,
    };

    /// The future of an awaited call.
    pub type BoxFuture<T> = std::pin::Pin<Box<dyn Future<Output = T> + Send>>;
}

/// Compiles only where generated code and runtime are of one version.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_assert_version {
    (1) => {};
    ($version:literal) => {
        compile_error!(concat!(
            "this code was generated for version ",
            stringify!($version),
            " of clientwright-runtime's private interface, and this clientwright-runtime offers ",
            "version 1: generate the code again with the clientwright of the same release, or use ",
            "the clientwright-runtime that it was generated for"
        ));
    };
}
