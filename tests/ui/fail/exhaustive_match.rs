//! Enumerations grow: a match needs an arm for what nobody documented.

use zoho_clients::identity360::users::UserStatus;

fn main() {
    let enabled = |status: UserStatus| match status {
        UserStatus::Enabled => true,
        UserStatus::Disabled => false,
    };
    let _ = enabled;
}
