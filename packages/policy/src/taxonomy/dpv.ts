/**
 * Concepts of the W3C Data Privacy Vocabulary 2.0 that a policy of an advertising platform can need: purposes of the core
 * vocabulary (`dpv:`) and personal data of its extension (`pd:`).
 */

/** Purposes. */
export const DPV_PURPOSES: readonly string[] = prefixed('dpv', [
  ...[
    'AccountManagement',
    'Advertising',
    'AgeVerification',
    'CommercialResearch',
    'CommunicationForCustomerCare',
  ],
  ...['CommunicationManagement', 'CustomerCare', 'CustomerClaimsManagement', 'CustomerManagement'],
  ...['CustomerRelationshipManagement', 'CustomerSolvencyMonitoring', 'DirectMarketing', 'DisputeManagement'],
  ...[
    'EnforceAccessControl',
    'EnforceSecurity',
    'EstablishContractualAgreement',
    'FraudPreventionAndDetection',
  ],
  ...['FulfilmentOfContractualObligation', 'FulfilmentOfObligation', 'HumanResourceManagement'],
  ...['IdentityAuthentication', 'IdentityVerification', 'ImproveExistingProductsAndServices'],
  ...['IncreaseServiceRobustness', 'LegalCompliance', 'MaintainFraudDatabase', 'Marketing'],
  ...['MisusePreventionAndDetection', 'OptimisationForConsumer', 'OptimisationForController'],
  ...['OptimiseUserInterface', 'OrganisationComplianceManagement', 'OrganisationGovernance'],
  ...['OrganisationRiskManagement', 'PaymentManagement', 'Personalisation', 'PersonalisedAdvertising'],
  ...['PersonnelManagement', 'ProtectionOfNationalSecurity', 'ProtectionOfPublicSecurity'],
  ...['ProvidePersonalisedRecommendations', 'Purpose', 'RecordManagement', 'RepairImpairments'],
  ...['RequestedServiceProvision', 'ResearchAndDevelopment', 'RightsFulfillment', 'SearchFunctionalities'],
  ...['SellDataToThirdParties', 'SellInsightsFromData', 'ServiceOptimisation', 'ServicePersonalisation'],
  ...['ServiceProvision', 'ServiceRegistration', 'ServiceUsageAnalytics', 'TargetedAdvertising'],
  ...['TechnicalServiceProvision', 'UserInterfacePersonalisation', 'VendorManagement', 'Verification'],
]);

/** Personal data; `dpv:NonPersonalData` where a category says nothing about anybody. */
export const DPV_DATA: readonly string[] = [
  'dpv:NonPersonalData',
  'dpv:PersonalData',
  ...prefixed('pd', [
    ...['Age', 'AgeRange', 'Authenticating', 'AuthenticationHistory', 'Behavioral', 'BrowserFingerprint'],
    ...[
      'BrowserHistory',
      'BrowsingBehavior',
      'BrowsingReferral',
      'City',
      'CommunicationsMetadata',
      'Contact',
    ],
    ...['Country', 'CurrentEmployment', 'Demographic', 'DeviceApplications', 'DeviceBased'],
    ...[
      'DeviceOperatingSystem',
      'DeviceSoftware',
      'EmailAddress',
      'EmailAddressWork',
      'GPSCoordinate',
      'Gender',
    ],
    ...[
      'Geographic',
      'GroupProfile',
      'IPAddress',
      'Identifier',
      'Identifying',
      'IndividualProfile',
      'Interest',
    ],
    ...[
      'Job',
      'Language',
      'LinkClicked',
      'Locality',
      'Location',
      'MACAddress',
      'Name',
      'Opinion',
      'Password',
    ],
    ...[
      'PostalCode',
      'Preference',
      'PrivacyPreference',
      'Professional',
      'ProfessionalCertification',
      'Profile',
    ],
    ...['Purchase', 'Region', 'SecretText', 'ServiceConsumptionBehavior', 'TelephoneNumber', 'Tracking'],
  ]),
];

function prefixed(prefix: string, names: readonly string[]): string[] {
  return names.map((name) => `${prefix}:${name}`);
}
