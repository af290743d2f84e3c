//! Token patterns: notation, index, matcher, one overlap policy. Knows neither dates nor events.

use std::sync::Arc;

/// The name of a rule, as written in its data file: `date.count-units-ago`.
pub type RuleId = Arc<str>;
