use serde::{Deserialize, Serialize};

/// What a browser needs to find out, before a meeting, whether media reaches the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProbeAnswer {
    pub sdp: String,
    /// The media port, UDP and TCP: what somebody has to open where nothing gets through.
    pub port: u16,
}

/// Why a connection is not tested now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProbeRefusal {
    /// Many test at this moment, or this one tests too often: a little later it works.
    Busy,
    BadOffer,
}
