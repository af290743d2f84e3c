//! Every format. Nothing below this layer is `Serialize`.
