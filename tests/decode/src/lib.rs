//! Nothing: the benchmark `decode` stands beside it.
