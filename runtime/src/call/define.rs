//! The `Call` of a generated crate.
//!
//! It is a type of that crate, so that the crate can put setters on the calls of its operations.

/// Defines `Call<Op>` at the root of a generated crate.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_define_call {
    () => {
        /// A call of an operation. Nothing is sent before it is awaited or `send` is called.
        #[derive(Clone, Debug)]
        #[must_use = "a call does nothing until it is awaited or sent"]
        pub struct Call<Op> {
            core: $crate::__private::v1::CallCore<Op>,
        }

        impl<Op: $crate::Operation> Call<Op> {
            /// A call by a client.
            #[doc(hidden)]
            pub fn new(client: &$crate::Client, operation: Op) -> Self {
                Self {
                    core: $crate::__private::v1::CallCore::new(client, operation),
                }
            }

            /// Changes the operation.
            #[doc(hidden)]
            pub fn map(self, change: impl FnOnce(Op) -> Op) -> Self {
                Self {
                    core: self.core.map(change),
                }
            }

            /// The operation, with its parameters and body.
            #[must_use]
            pub fn operation(&self) -> &Op {
                self.core.operation()
            }

            /// How long an attempt may take, the body of the answer included.
            pub fn timeout(self, timeout: ::core::time::Duration) -> Self {
                Self {
                    core: self.core.timeout(timeout),
                }
            }

            /// How long this call may take in all, with waits and repeats.
            pub fn deadline(self, deadline: ::core::time::Duration) -> Self {
                Self {
                    core: self.core.deadline(deadline),
                }
            }

            /// When this call is made again, instead of the client's policy. A policy that waits
            /// needs a client with a clock.
            pub fn retry(self, policy: impl $crate::RetryPolicy) -> Self {
                Self {
                    core: self.core.retry(policy),
                }
            }

            /// Adds a header to this call; it takes the place of one of the same name.
            pub fn header(self, name: impl Into<String>, value: impl Into<String>) -> Self {
                Self {
                    core: self.core.header(name, value),
                }
            }

            /// Sends the call and reads the payload of the answer. Awaiting the call does the same.
            ///
            /// # Errors
            /// Whatever goes wrong, as a variant of the error type.
            pub async fn send(self) -> Result<Op::Output, $crate::Error> {
                self.core.send().await
            }

            /// Sends the call and gives the payload with message, status, headers and bytes.
            ///
            /// # Errors
            /// As `send`.
            pub async fn with_response(
                self,
            ) -> Result<$crate::Response<Op::Output>, $crate::Error> {
                self.core.with_response().await
            }

            /// The request that would be sent.
            ///
            /// # Errors
            /// No request can be made of the operation: an empty path parameter, for example.
            pub fn request(&self) -> Result<$crate::HttpRequest, $crate::Error> {
                self.core.request()
            }

            $crate::__v1_blocking!();
        }

        impl<Op: $crate::Paged> Call<Op> {
            /// Starts where a page said that the list goes on: its `next`. The other parameters are
            /// to be those of the call that the page came from. What is no continuation of this
            /// operation is an error before anything is sent.
            pub fn starting_at(self, continuation: impl Into<$crate::Continuation>) -> Self {
                Self {
                    core: self.core.starting_at(continuation),
                }
            }

            /// The pages from this one on, asked for one by one.
            pub fn pages(self) -> $crate::Pages<Op> {
                self.core.pages()
            }

            /// The items from this page on; the next page is asked for when one is through.
            pub fn stream(self) -> $crate::Items<Op> {
                self.core.stream()
            }
        }

        impl<Op: $crate::Operation> ::core::future::IntoFuture for Call<Op> {
            type Output = Result<Op::Output, $crate::Error>;
            type IntoFuture = $crate::__private::v1::BoxFuture<Self::Output>;

            fn into_future(self) -> Self::IntoFuture {
                Box::pin(self.send())
            }
        }
    };
}

/// The methods of `Call` that block. Which there are, the runtime's own features say: a `cfg` above
/// would ask for those of the generated crate.
#[cfg(feature = "blocking")]
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_blocking {
    () => {
        /// Sends the call and reads the payload of the answer. The thread waits.
        ///
        /// # Errors
        /// As `send`; inside an async runtime nothing is sent.
        pub fn send_blocking(self) -> Result<Op::Output, $crate::Error> {
            self.core.send_blocking()
        }

        /// Sends the call and gives the payload with message, status, headers and bytes. The thread
        /// waits.
        ///
        /// # Errors
        /// As `send_blocking`.
        pub fn with_response_blocking(self) -> Result<$crate::Response<Op::Output>, $crate::Error> {
            self.core.with_response_blocking()
        }
    };
}

/// Without the feature `blocking` there are none.
#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_blocking {
    () => {};
}
