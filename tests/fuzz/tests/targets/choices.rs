//! Decisions, made by numbers at random or by the bytes of an input.

/// Where decisions come from.
pub(crate) enum Choices<'a> {
    /// xorshift: the same numbers for the same seed, on every machine.
    Numbers(u64),
    /// An input of the fuzzer, a byte or two a decision; after its end the first choice is taken.
    Bytes(&'a [u8]),
}

impl<'a> Choices<'a> {
    pub(crate) fn seeded(seed: u64) -> Self {
        // Neighbours among the seeds are to have nothing in common; zero would stay zero.
        let mut mixed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Self::Numbers((mixed ^ (mixed >> 31)) | 1)
    }

    pub(crate) fn of_bytes(bytes: &'a [u8]) -> Self {
        Self::Bytes(bytes)
    }

    fn byte(&mut self) -> usize {
        match self {
            Self::Numbers(_) => self.below(256),
            Self::Bytes([first, rest @ ..]) => {
                let byte = usize::from(*first);
                *self = Self::Bytes(rest);
                byte
            }
            Self::Bytes([]) => 0,
        }
    }

    /// A number from zero to the one before `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        if end == 0 {
            return 0;
        }
        match self {
            Self::Numbers(state) => {
                *state ^= *state << 13;
                *state ^= *state >> 7;
                *state ^= *state << 17;
                // The high bits are the better ones.
                ((*state >> 11) % end as u64) as usize
            }
            Self::Bytes(_) if end <= 256 => self.byte() % end,
            Self::Bytes(_) => (self.byte() << 8 | self.byte()) % end,
        }
    }

    /// Yes, once in so many times.
    pub(crate) fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }

    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}
