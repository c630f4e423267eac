//! Room actors and the writer behind them.
