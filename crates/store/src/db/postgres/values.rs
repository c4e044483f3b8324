//! Our values in the driver's types.

use std::{error::Error, fmt};

use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, private::BytesMut, to_sql_checked};

use super::super::{Broken, Row, Statement, Value};

/// A parameter. The driver prints parameters when it logs at the debug level; this one does not show itself.
pub(super) struct Param<'a>(&'a Value);

impl fmt::Debug for Param<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl ToSql for Param<'_> {
    fn to_sql(&self, _: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self.0 {
            Value::Null => Ok(IsNull::Yes),
            Value::Bool(truth) => truth.to_sql(&Type::BOOL, out),
            Value::Int(number) => number.to_sql(&Type::INT8, out),
            Value::Text(text) => text.as_str().to_sql(&Type::TEXT, out),
            Value::Bytes(bytes) => bytes.as_slice().to_sql(&Type::BYTEA, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        // Every statement is parsed with the types of `type_of`, or fails to parse.
        true
    }

    to_sql_checked!();
}

/// The parameters with the types under which the statement is parsed.
pub(super) fn params(args: &[Value]) -> Vec<(Param<'_>, Type)> {
    args.iter().map(|value| (Param(value), type_of(value))).collect()
}

fn type_of(value: &Value) -> Type {
    match value {
        // The server finds out from the context.
        Value::Null => Type::UNKNOWN,
        Value::Bool(_) => Type::BOOL,
        Value::Int(_) => Type::INT8,
        Value::Text(_) => Type::TEXT,
        Value::Bytes(_) => Type::BYTEA,
    }
}

/// As the driver wants them for a parsed statement.
pub(super) fn bare<'a>(params: &'a [(Param<'_>, Type)]) -> Vec<&'a (dyn ToSql + Sync)> {
    params.iter().map(|(param, _)| param as &(dyn ToSql + Sync)).collect()
}

/// As the driver wants them for an unparsed statement.
pub(super) fn typed<'a>(params: &'a [(Param<'_>, Type)]) -> Vec<(&'a (dyn ToSql + Sync), Type)> {
    params
        .iter()
        .map(|(param, kind)| (param as &(dyn ToSql + Sync), kind.clone()))
        .collect()
}

/// A row of an answer.
pub(super) fn row(statement: Statement, row: &tokio_postgres::Row) -> Result<Row, Broken> {
    let mut values = Vec::with_capacity(row.len());
    for (column, described) in row.columns().iter().enumerate() {
        let Ok(Column(value)) = row.try_get(column) else {
            return Err(Broken::new(
                statement.name,
                format!("column {column} has the type {}", described.type_()),
            ));
        };
        values.push(value);
    }
    Ok(Row(values))
}

struct Column(Value);

impl<'a> FromSql<'a> for Column {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(match *kind {
            Type::BOOL => Value::Bool(bool::from_sql(kind, raw)?),
            Type::INT8 => Value::Int(i64::from_sql(kind, raw)?),
            Type::INT4 => Value::Int(i32::from_sql(kind, raw)?.into()),
            Type::INT2 => Value::Int(i16::from_sql(kind, raw)?.into()),
            Type::BYTEA => Value::Bytes(raw.to_vec()),
            _ => Value::Text(String::from_sql(kind, raw)?),
        }))
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(Value::Null))
    }

    fn accepts(kind: &Type) -> bool {
        matches!(*kind, Type::BOOL | Type::INT8 | Type::INT4 | Type::INT2 | Type::BYTEA)
            || <String as FromSql>::accepts(kind)
    }
}
