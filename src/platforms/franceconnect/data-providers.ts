/** An administration whose data a client may be allowed to ask for, scope by scope. */
export type DataProvider = {
  /** Name on the information page. */
  name: string
  /** Scope (and claim of the same name) → what the information page calls it. */
  scopes: Readonly<Record<string, string>>
}

/** Scopes of the data providers, in the order of the discovery document. They are never valued in userinfo. */
export const dataProviders = {
  dgfip: {
    name: 'la Direction générale des Finances publiques',
    scopes: {
      dgfip_rfr: 'Revenu fiscal de référence',
      dgfip_annee_n_moins_1: 'Revenus de l’année dernière',
      dgfip_annee_n_moins_2: 'Revenus d’il y a deux ans',
      dgfip_annee_n_moins_3: 'Revenus d’il y a trois ans',
      dgfip_nbpart: 'Nombre de parts du foyer fiscal',
      dgfip_sitfam: 'Situation familiale',
      dgfip_aft: 'Adresse fiscale de taxation',
      dgfip_nbpac: 'Nombre de personnes à charge',
      dgfip_inddeficit: 'Indicateur de déficit',
      dgfip_pariso: 'Indicateur de parent isolé',
      dgfip_decl: 'Identité des déclarants',
      dgfip_pac: 'Détail des personnes à charge',
      dgfip_locaux_th: 'Locaux soumis à la taxe d’habitation',
      dgfip_nmUsaDec1: 'Nom d’usage du premier déclarant',
      dgfip_nmNaiDec1: 'Nom de naissance du premier déclarant',
      dgfip_prnmDec1: 'Prénoms du premier déclarant',
      dgfip_dateNaisDec1: 'Date de naissance du premier déclarant',
      dgfip_nmUsaDec2: 'Nom d’usage du second déclarant',
      dgfip_nmNaiDec2: 'Nom de naissance du second déclarant',
      dgfip_prnmDec2: 'Prénoms du second déclarant',
      dgfip_dateNaisDec2: 'Date de naissance du second déclarant',
      dgfip_locaux_th_ident: 'Identité des occupants des locaux',
      dgfip_locaux_th_Nat: 'Nature des locaux',
      dgfip_locaux_th_Tax: 'Taxation des locaux',
      dgfip_locaux_th_Aff: 'Affectation des locaux',
      dgfip_pac_nbPac: 'Nombre de personnes à charge, par nature',
      dgfip_mntRevbareme: 'Revenus imposés au barème',
      dgfip_indiIFI: 'Indicateur d’impôt sur la fortune immobilière',
      dgfip_RevDecl_Cat1_Tspr: 'Traitements, salaires, pensions et rentes déclarés',
      dgfip_RevDecl_Cat1_RentOn: 'Rentes à titre onéreux déclarées',
      dgfip_RevDecl_Cat2_Rcm: 'Revenus de capitaux mobiliers déclarés',
      dgfip_RevDecl_Cat3_PMV: 'Plus et moins-values déclarées',
      dgfip_RevDecl_Cat4_Ref: 'Revenus fonciers déclarés',
      dgfip_RevDecl_Cat5_NonSal: 'Revenus non salariés déclarés',
      dgfip_RevNets_Cat1_Tspr: 'Traitements, salaires, pensions et rentes nets',
      dgfip_RevNets_Cat1_RentOn: 'Rentes à titre onéreux nettes',
      dgfip_RevNets_Cat2_Rcm: 'Revenus de capitaux mobiliers nets',
      dgfip_RevNets_Cat3_PMV: 'Plus et moins-values nettes',
      dgfip_RevNets_Cat4_Ref: 'Revenus fonciers nets',
      dgfip_RevNets_Cat5_NonSal: 'Revenus non salariés nets',
      dgfip_PaDeduc_EnfMaj: 'Pensions versées à un enfant majeur',
      dgfip_PaDeduc_Autres: 'Autres pensions versées',
      dgfip_EpargRetrDeduc: 'Épargne retraite déductible',
      dgfip_annee_n_moins_2_si_indispo_n_moins_1:
        'Revenus d’il y a deux ans, à défaut de ceux de l’année dernière',
    },
  },
  cnam: {
    name: 'la Caisse nationale de l’assurance maladie',
    scopes: {
      droits_assurance_maladie: 'Droits à l’assurance maladie',
      cnam_beneficiaires: 'Bénéficiaires rattachés',
      cnam_contrats: 'Contrats de complémentaire santé',
      cnam_caisse: 'Caisse gestionnaire',
      cnam_exonerations: 'Exonérations',
      cnam_medecin_traitant: 'Médecin traitant',
      cnam_presence_medecin_traitant: 'Déclaration d’un médecin traitant',
      cnam_paiements_ij: 'Indemnités journalières versées',
    },
  },
  cnous: {
    name: 'le Centre national des œuvres universitaires et scolaires',
    scopes: {
      cnous_statut_boursier: 'Statut de boursier',
      cnous_echelon_bourse: 'Échelon de la bourse',
      cnous_email: 'Adresse e-mail connue du Crous',
      cnous_periode_versement: 'Période de versement de la bourse',
      cnous_statut_bourse: 'Statut définitif ou non de la bourse',
      cnous_ville_etudes: 'Ville et établissement d’études',
      cnous_identite: 'Identité connue du Crous',
    },
  },
} as const satisfies Record<string, DataProvider>

/** Further data providers, that FranceConnect alone knows. */
export const lowDataProviders = {
  mesri: {
    name: 'le ministère chargé de l’enseignement supérieur',
    scopes: {
      mesri_identite: 'Identité de l’étudiant',
      mesri_admissions: 'Admissions',
      mesri_admission_inscrit: 'Inscription',
      mesri_admission_regime_formation: 'Régime de formation',
      mesri_admission_commune_etudes: 'Commune d’études',
      mesri_admission_etablissement_etude: 'Établissement d’études',
    },
  },
  interieur: {
    name: 'le ministère de l’Intérieur',
    scopes: { mi_siv_carte_grise: 'Certificat d’immatriculation' },
  },
  franceTravail: {
    name: 'France Travail',
    scopes: {
      'api_fc-liste-paiementsv1': 'Liste des paiements',
      'api_fc-statutaugmentev1': 'Statut de demandeur d’emploi',
    },
  },
  cnaf: {
    name: 'la Caisse nationale des allocations familiales et la Mutualité sociale agricole',
    scopes: {
      allocation_adulte_handicape: 'Allocation aux adultes handicapés',
      allocation_soutien_familial: 'Allocation de soutien familial',
      prime_activite: 'Prime d’activité',
      prime_activite_majoration: 'Majoration de la prime d’activité',
      cnaf_quotient_familial: 'Quotient familial',
      cnaf_allocataires: 'Identité des allocataires',
      cnaf_enfants: 'Identité des enfants',
      cnaf_adresse: 'Adresse de l’allocataire',
      revenu_solidarite_active: 'Revenu de solidarité active',
      revenu_solidarite_active_majoration: 'Majoration du revenu de solidarité active',
      complementaire_sante_solidaire: 'Complémentaire santé solidaire',
    },
  },
  dsnj: {
    name: 'la Direction du service national et de la jeunesse',
    scopes: { dsnj_statut_service_national: 'Situation au regard du service national' },
  },
  ants: {
    name: 'France Titres (ANTS)',
    scopes: {
      ants_extrait_immatriculation_vehicule_identite_particulier: 'Identité du titulaire du véhicule',
      ants_extrait_immatriculation_vehicule_adresse_particulier: 'Adresse du titulaire du véhicule',
      ants_extrait_immatriculation_vehicule_statut_rattachement: 'Rattachement au véhicule',
      ants_extrait_immatriculation_vehicule_donnees_immatriculation_vehicule: 'Immatriculation du véhicule',
      ants_extrait_immatriculation_vehicule_caracteristiques_techniques_vehicule:
        'Caractéristiques techniques du véhicule',
    },
  },
  serviceCivique: {
    name: 'l’Agence du service civique',
    scopes: {
      gip_mds_service_civique_statut_actuel: 'Service civique en cours',
      gip_mds_service_civique_statut_passe: 'Service civique passé',
      gip_mds_service_civique_organisme_accueil: 'Organisme d’accueil du service civique',
      gip_mds_service_civique_dates: 'Dates du service civique',
    },
  },
} as const satisfies Record<string, DataProvider>

/** The scopes of data providers, in order. */
export const scopesOf = (providers: Readonly<Record<string, DataProvider>>): string[] =>
  Object.values(providers).flatMap(({ scopes }) => Object.keys(scopes))
