//! The running application.
