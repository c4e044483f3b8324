// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Limits: imports.

use super::*;
use crate::facts::{Kind, Member, Secrecy, Shape};

pub static CREATE_USER_IMPORT_JOB_REQUEST: Shape = Shape::new(
    "CreateUserImportJobRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("JobName", "jobName", &USER_IMPORT_JOB_NAME_TYPE),
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("CloudWatchLogsRoleArn", "cloudWatchLogsRoleArn", &ARN_TYPE),
        Member::optional(
            "PasswordHashingAlgorithm",
            "passwordHashingAlgorithm",
            &PASSWORD_HASHING_ALGORITHM_TYPE,
        ),
    ]),
);

pub static CREATE_USER_IMPORT_JOB_RESPONSE: Shape = Shape::new(
    "CreateUserImportJobResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional(
        "UserImportJob",
        "userImportJob",
        &USER_IMPORT_JOB_TYPE,
    )]),
);

pub static DESCRIBE_USER_IMPORT_JOB_REQUEST: Shape = Shape::new(
    "DescribeUserImportJobRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("JobId", "jobId", &USER_IMPORT_JOB_ID_TYPE),
    ]),
);

pub static DESCRIBE_USER_IMPORT_JOB_RESPONSE: Shape = Shape::new(
    "DescribeUserImportJobResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional(
        "UserImportJob",
        "userImportJob",
        &USER_IMPORT_JOB_TYPE,
    )]),
);

pub static GET_CSV_HEADER_REQUEST: Shape = Shape::new(
    "GetCSVHeaderRequest",
    Secrecy::Open,
    Kind::Structure(&[Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE)]),
);

pub static GET_CSV_HEADER_RESPONSE: Shape = Shape::new(
    "GetCSVHeaderResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional("CSVHeader", "cSVHeader", &LIST_OF_STRING_TYPES),
    ]),
);

pub static LIST_USER_IMPORT_JOBS_REQUEST: Shape = Shape::new(
    "ListUserImportJobsRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("MaxResults", "maxResults", &POOL_QUERY_LIMIT_TYPE),
        Member::optional("PaginationToken", "paginationToken", &PAGINATION_KEY_TYPE),
    ]),
);

pub static LIST_USER_IMPORT_JOBS_RESPONSE: Shape = Shape::new(
    "ListUserImportJobsResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("UserImportJobs", "userImportJobs", &USER_IMPORT_JOBS_LIST_TYPE),
        Member::optional("PaginationToken", "paginationToken", &PAGINATION_KEY_TYPE),
    ]),
);

pub static START_USER_IMPORT_JOB_REQUEST: Shape = Shape::new(
    "StartUserImportJobRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("JobId", "jobId", &USER_IMPORT_JOB_ID_TYPE),
    ]),
);

pub static START_USER_IMPORT_JOB_RESPONSE: Shape = Shape::new(
    "StartUserImportJobResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional(
        "UserImportJob",
        "userImportJob",
        &USER_IMPORT_JOB_TYPE,
    )]),
);

pub static STOP_USER_IMPORT_JOB_REQUEST: Shape = Shape::new(
    "StopUserImportJobRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("JobId", "jobId", &USER_IMPORT_JOB_ID_TYPE),
    ]),
);

pub static STOP_USER_IMPORT_JOB_RESPONSE: Shape = Shape::new(
    "StopUserImportJobResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional(
        "UserImportJob",
        "userImportJob",
        &USER_IMPORT_JOB_TYPE,
    )]),
);

pub static USER_IMPORT_JOB_TYPE: Shape = Shape::new(
    "UserImportJobType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("JobName", "jobName", &USER_IMPORT_JOB_NAME_TYPE),
        Member::optional("JobId", "jobId", &USER_IMPORT_JOB_ID_TYPE),
        Member::optional("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional("PreSignedUrl", "preSignedUrl", &PRE_SIGNED_URL_TYPE),
        Member::optional("CreationDate", "creationDate", &DATE_TYPE),
        Member::optional("StartDate", "startDate", &DATE_TYPE),
        Member::optional("CompletionDate", "completionDate", &DATE_TYPE),
        Member::optional("Status", "status", &USER_IMPORT_JOB_STATUS_TYPE),
        Member::optional("CloudWatchLogsRoleArn", "cloudWatchLogsRoleArn", &ARN_TYPE),
        Member::optional("ImportedUsers", "importedUsers", &LONG_TYPE),
        Member::optional("SkippedUsers", "skippedUsers", &LONG_TYPE),
        Member::optional("FailedUsers", "failedUsers", &LONG_TYPE),
        Member::optional("CompletionMessage", "completionMessage", &COMPLETION_MESSAGE_TYPE),
        Member::optional(
            "PasswordHashingAlgorithm",
            "passwordHashingAlgorithm",
            &PASSWORD_HASHING_ALGORITHM_TYPE,
        ),
    ]),
);
